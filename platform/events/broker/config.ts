import { type Env, readEnv } from '../../process/config/config.ts';
import { type BrokerConfig, brokerConfig, brokerVariables } from './broker-config.ts';

/** What the environment says of the broker, for a command; null when events go over HTTP. Throws a ConfigError. */
export function readBrokerConfig(env: Env = process.env): BrokerConfig | null {
  return brokerConfig(readEnv(brokerVariables(env), env));
}
