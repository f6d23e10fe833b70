#!/bin/sh
# Brings docker-compose.yml up as docs/production.md says, asks one question, and takes everything away again, data included.
# Usage: sh deploy/try-compose.sh
set -eu
cd "$(dirname "$0")/.."

export COMPOSE_PROJECT_NAME=customer-graph-try ROUTER_PUBLISH=127.0.0.1:4100
folder=$(mktemp -d)
export SECRETS_FOLDER="$folder/secrets" USERS_FOLDER="$folder/users" KEYS_FOLDER="$folder/keys"
export LEDGER_FOLDER="$folder/ledger" BACKUPS_FOLDER="$folder/backups"
clean() {
  docker compose --profile tools --profile broker down --volumes --timeout 5 || true
  sudo rm -rf "$folder"
}
trap clean EXIT

sudo install -d -m 0700 "$SECRETS_FOLDER"
for name in identity_secret mysql_root_password clientes_db_password enderecos_db_password catalogo_db_password inventario_db_password acessos_db_password backup_db_password; do
  openssl rand -hex 32 | sudo sh -c 'umask 0222; cat > "$1"' sh "$SECRETS_FOLDER/$name"
done
sudo install -d -o 1000 -g 1000 -m 0750 "$USERS_FOLDER" "$KEYS_FOLDER" "$LEDGER_FOLDER" "$BACKUPS_FOLDER"

docker compose build
docker compose run --rm -T keys add router clientes enderecos inventario acessos
echo "uma senha longa" | docker compose run --rm -T users add ana --group leitura
docker compose up --wait
docker compose exec -T router node dist/router/users-cli.js list
answer=$(curl --fail --silent --show-error --user "ana:uma senha longa" --json '{"query":"{ clientes { totalCount } }"}' "http://$ROUTER_PUBLISH/graphql")
echo "$answer"
case "$answer" in *'"totalCount"'*) ;; *) exit 1 ;; esac

docker compose run --rm -T backup create /backups/first
docker compose run --rm -T backup verify /backups/first
docker compose run --rm -T backup prune /backups --keep-days 30
docker compose run --rm -T backup ledger check

# Without one subgraph the router starts too, and answers what the others have.
docker compose stop router inventario
docker compose up --no-deps --wait router
curl --fail --silent --show-error --user "ana:uma senha longa" --json '{"query":"{ clientes { totalCount } }"}' "http://$ROUTER_PUBLISH/graphql" | grep '"totalCount"'

# With a broker the domains that send or receive events find it.
sudo install -d -o 1000 -g 1000 -m 0750 "$folder/broker"
export BROKER_FOLDER="$folder/broker" EVENTS_URL=nats://nats:4222
docker compose --profile broker up --wait
docker compose exec -T clientes node -e 'fetch("http://127.0.0.1:4001/health/ready").then(async (one) => console.log(await one.text()))' | grep '"events":"connected"'
