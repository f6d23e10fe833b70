#!/bin/sh
# Run once by the mysql image on an empty data directory: a schema for each domain, and for each a user that can
# reach that schema and nothing else.
set -eu

create() { # schema, user
  password=$(cat "${SECRETS:-/run/secrets}/$2_db_password")
  # A password stands inside a quoted SQL string: letters, digits and - _ only.
  case "$password" in *[!A-Za-z0-9_-]* | '') echo "the password of $2 may have letters, digits, - and _ only" >&2; exit 1 ;; esac
  mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE DATABASE \`$1\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER '$2'@'%' IDENTIFIED BY '$password';
GRANT ALL PRIVILEGES ON \`$(printf %s "$1" | sed 's/_/\\_/g')\`.* TO '$2'@'%';
SQL
}

create clientes clientes
create enderecos enderecos
create catalogo_produtos catalogo
create inventario_produtos inventario
create acessos acessos
