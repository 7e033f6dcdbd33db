package io.github.safemigration.adapter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.schema.Catalog;
import io.github.safemigration.engine.schema.CatalogChange;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

@DatabaseTest(perMethod = true)
class PostgresCatalogReaderTests {

    private static final String[] SHOP = {
        "CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note varchar(10), total int CHECK (total > 0))",
        "CREATE INDEX orders_total ON orders (total)",
        "CREATE VIEW large AS SELECT id FROM orders WHERE total > 100",
        "CREATE SEQUENCE tickets START 5",
        "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n'",
        "CREATE FUNCTION same() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER keep BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION same()",
        "CREATE TYPE colour AS ENUM ('red', 'green')",
        "CREATE TYPE point3 AS (x int, y int, z int)",
        "CREATE DOMAIN percent AS int CHECK (VALUE BETWEEN 0 AND 100)",
        "CREATE POLICY mine ON orders USING (total < 10)",
        "CREATE TABLE log (day date) PARTITION BY RANGE (day)",
        "CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "CREATE SCHEMA archive",
        "CREATE MATERIALIZED VIEW archive.totals AS SELECT sum(total) AS total FROM orders"
    };

    @Test
    void everyKindOfObjectIsNamed(FreshDatabase database) {
        database.execute(SHOP);

        assertThat(read(database).definitions().keySet())
                .containsExactlyInAnyOrder(
                        "constraint orders_pkey on public.orders",
                        "constraint orders_total_check on public.orders",
                        "function public.same()",
                        "function public.twice(n integer)",
                        "index orders_pkey on public.orders",
                        "index orders_total on public.orders",
                        "policy mine on public.orders",
                        "schema archive",
                        "sequence public.orders_id_seq",
                        "sequence public.tickets",
                        "table public.log",
                        "table public.log_2026",
                        "table public.orders",
                        "trigger keep on public.orders",
                        "type public.colour",
                        "type public.percent",
                        "type public.point3",
                        "view archive.totals",
                        "view public.large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE orders ADD remark text                            | table public.orders",
                "ALTER TABLE orders ALTER note TYPE varchar(20)                | table public.orders",
                "ALTER TABLE orders ALTER total SET DEFAULT 1                  | table public.orders",
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY                  | table public.orders",
                "ALTER TABLE log DETACH PARTITION log_2026                     | table public.log_2026",
                "ALTER TABLE orders DISABLE TRIGGER keep                       | trigger keep on public.orders",
                "ALTER SEQUENCE tickets MAXVALUE 1000                          | sequence public.tickets",
                "ALTER TYPE colour ADD VALUE 'blue'                            | type public.colour",
                "ALTER TYPE point3 ADD ATTRIBUTE t int                         | type public.point3",
                "ALTER DOMAIN percent SET NOT NULL                             | type public.percent",
                "ALTER DOMAIN percent DROP CONSTRAINT percent_check            | type public.percent",
                "ALTER POLICY mine ON orders USING (total < 20)                | policy mine on public.orders",
                "ALTER FUNCTION twice(int) SECURITY DEFINER                    | function public.twice(n integer)",
                "CREATE OR REPLACE VIEW large AS SELECT id FROM orders         | view public.large",
            })
    void aChangeOfAnObjectIsSeen(String change, String object, FreshDatabase database) {
        database.execute(SHOP);
        Catalog before = read(database);
        database.execute(change);

        CatalogChange seen = before.to(read(database));

        assertThat(seen.modified()).contains(object);
        assertThat(before.hash()).isNotEqualTo(read(database).hash());
    }

    @Test
    void whatCameAndWentIsNamedAndNothingElse(FreshDatabase database) {
        database.execute(SHOP);
        Catalog before = read(database);
        database.execute("DROP INDEX orders_total", "CREATE TABLE lines (id int)");

        assertThat(before.to(read(database)))
                .isEqualTo(new CatalogChange(
                        List.of("table public.lines"), List.of(), List.of("index orders_total on public.orders")));
    }

    @Test
    void tablesThatAreNotTheApplicationsAndObjectsOfExtensionsAreLeftOut(FreshDatabase database) {
        database.execute(
                "CREATE TABLE migration_run (id serial PRIMARY KEY)",
                "CREATE TABLE \"DATABASECHANGELOG\" (id int)",
                "CREATE TABLE migration_model (id int)",
                "CREATE EXTENSION pg_trgm",
                "CREATE TEMPORARY TABLE passing (id int)");

        assertThat(read(database).definitions().keySet())
                .containsExactly("extension pg_trgm", "table public.migration_model");
    }

    @Test
    void theSearchPathOfTheConnectionMakesNoDifference(FreshDatabase database) {
        database.execute(SHOP);
        PGSimpleDataSource elsewhere = (PGSimpleDataSource) database.dataSource();
        elsewhere.setCurrentSchema("archive");

        assertThat(reader(elsewhere).read()).isEqualTo(read(database));
    }

    @Test
    void aDatabaseThatIsGoneIsToldWithoutItsPassword(FreshDatabase database) {
        DataSource gone = database.dataSource();
        database.close();

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> reader(gone).read())
                .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.DATABASE_UNREACHABLE))
                .satisfies(e -> assertThat(e + "").doesNotContain(database.password()));
    }

    private static Catalog read(FreshDatabase database) {
        return reader(database.dataSource()).read();
    }

    private static PostgresCatalogReader reader(DataSource connections) {
        return new PostgresCatalogReader(
                "default", connections, List.of("migration_run", "databasechangelog"), new Redactor(List.of()));
    }
}
