#!/bin/sh
# Run once by the mysql image on an empty data directory: a schema for each domain, and for each a user that can
# reach that schema and nothing else; and one that reads all of them for backups.
set -eu

password_of() { # user
  password=$(cat "${SECRETS:-/run/secrets}/$1_db_password")
  # A password stands inside a quoted SQL string: letters, digits and - _ only.
  case "$password" in *[!A-Za-z0-9_-]* | '') echo "the password of $1 may have letters, digits, - and _ only" >&2; exit 1 ;; esac
}

create() { # schema, user
  password_of "$2"
  mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE DATABASE \`$1\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER '$2'@'%' IDENTIFIED BY '$password';
GRANT ALL PRIVILEGES ON \`$(printf %s "$1" | sed 's/_/\\_/g')\`.* TO '$2'@'%';
GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON \`$(printf %s "$1" | sed 's/_/\\_/g')\`.* TO 'backup'@'%';
SQL
}

# Reads every schema for backups, and nothing else.
password_of backup
mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE USER 'backup'@'%' IDENTIFIED BY '$password';
SQL

create clientes clientes
create enderecos enderecos
create catalogo_produtos catalogo
create inventario_produtos inventario
create acessos acessos
