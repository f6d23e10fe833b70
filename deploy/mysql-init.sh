#!/bin/sh
# Run once by the mysql image on an empty data directory: a schema for each domain, and for each a user that can
# reach that schema and nothing else.
set -eu

create() { # schema, user, password
  # A password stands inside a quoted SQL string: letters, digits and - _ only.
  case "$3" in *[!A-Za-z0-9_-]* | '') echo "the password of $2 may have letters, digits, - and _ only" >&2; exit 1 ;; esac
  mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE DATABASE \`$1\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER '$2'@'%' IDENTIFIED BY '$3';
GRANT ALL PRIVILEGES ON \`$(printf %s "$1" | sed 's/_/\\_/g')\`.* TO '$2'@'%';
SQL
}

create clientes clientes "$CLIENTES_DB_PASSWORD"
create enderecos enderecos "$ENDERECOS_DB_PASSWORD"
create catalogo_produtos catalogo "$CATALOGO_DB_PASSWORD"
create inventario_produtos inventario "$INVENTARIO_DB_PASSWORD"
