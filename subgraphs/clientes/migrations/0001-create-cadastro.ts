import type { Migration } from '../../../platform/database/migrations/migrations.ts';

export const createCadastro: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE cadastro (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        nome VARCHAR(120) NOT NULL,
        email VARCHAR(254) NOT NULL,
        cpf CHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        telefone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
        data_nascimento DATE NULL,
        criado_em DATETIME(3) NOT NULL,
        atualizado_em DATETIME(3) NOT NULL,
        versao INT UNSIGNED NOT NULL DEFAULT 1,
        PRIMARY KEY (id),
        UNIQUE KEY cadastro_email (email),
        UNIQUE KEY cadastro_cpf (cpf),
        KEY cadastro_por_nome (nome, id),
        KEY cadastro_recentes (criado_em, id),
        FULLTEXT KEY cadastro_texto (nome, email),
        CONSTRAINT cadastro_nome_valido CHECK (CHAR_LENGTH(TRIM(nome)) >= 2),
        CONSTRAINT cadastro_email_valido CHECK (email LIKE '%_@_%'),
        CONSTRAINT cadastro_cpf_valido CHECK (cpf REGEXP '^[0-9]{11}$'),
        CONSTRAINT cadastro_telefone_valido CHECK (telefone REGEXP '^[+][1-9][0-9]{7,14}$'),
        CONSTRAINT cadastro_nascimento_valido CHECK (data_nascimento >= '1900-01-01'),
        CONSTRAINT cadastro_versao_valida CHECK (versao >= 1)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
