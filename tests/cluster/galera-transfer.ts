import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name under which servers know how data comes from one node to another (`wsrep_sst_method`). */
export const TRANSFER = 'on_this_machine';

/**
 * How a node that comes back gets what it has missed: from another node's memory of its last changes (IST), and where that does not
 * reach back far enough, or there is no data at all, as a copy of all data (SST). The servers ask a program for both, at the
 * giving and at the receiving end. This one copies files on one machine, as `wsrep_sst_rsync` does between two:
 * the giver writes nothing meanwhile. What is said between server and program is that program's too.
 */
const SCRIPT = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    --role) role=$2;;
    --datadir) data=$2;;
    --address) address=$2;;
    --gtid) position=$2;;
    --gtid-domain-id) domain=$2;;
    --bypass) bypass=yes;;
  esac
  shift
done
until_there() {
  tries=0
  while [ ! -s "$1" ] && [ $tries -lt 600 ]; do sleep 0.1; tries=$((tries + 1)); done
}
if [ "$role" = joiner ]; then
  state="\${data%/}/../state"
  rm -rf "$state" "$state.data"
  echo "ready $state"
  until_there "$state"
  if [ -d "$state.data" ]; then
    cp -a "$state.data/." "$data" || exit 1
    rm -rf "$state.data"
  fi
  cat "$state"
else
  if [ "$bypass" = yes ]; then
    state="$position $domain"
    echo continue
  else
    flushed="\${data%/}/tables_flushed"
    rm -f "$flushed"
    echo 'flush tables'
    until_there "$flushed"
    state=$(cat "$flushed")
    rm -f "$flushed"
    rm -rf "$address.copy"
    mkdir "$address.copy" && (
      cd "$data" && for name in *; do
        case $name in
          galera.cache|grastate.dat|gvwstate.dat|ibtmp1|sst_*) ;;
          *) cp -a "$name" "$address.copy/" || exit 1;;
        esac
      done
    ) || exit 1
    mv "$address.copy" "$address.data"
    echo continue
  fi
  echo "$state" >"$address.new"
  mv "$address.new" "$address"
  echo "done $state"
fi
`;

/** Writes the program into a folder, which has to be on the PATH of every server. */
export async function writeTransferProgram(folder: string): Promise<void> {
  await writeFile(join(folder, `wsrep_sst_${TRANSFER}`), SCRIPT, { mode: 0o755 });
}
