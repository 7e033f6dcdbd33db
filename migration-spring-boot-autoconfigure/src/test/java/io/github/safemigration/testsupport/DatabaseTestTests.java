package io.github.safemigration.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DatabaseTest
class DatabaseTestTests {

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private final FreshDatabase database;

    DatabaseTestTests(FreshDatabase database) {
        this.database = database;
    }

    @RepeatedTest(2)
    void theClassHasOneDatabaseHoweverItIsAskedFor(FreshDatabase parameter) {
        SEEN.add(parameter.name());

        assertThat(parameter).isSameAs(database);
        assertThat(parameter.value("SELECT current_database()")).isEqualTo(parameter.name());
        assertThat(SEEN).hasSize(1);
    }

    @Nested
    class Inside {

        @Test
        void aNestedClassSharesIt(FreshDatabase parameter) {
            assertThat(parameter).isSameAs(database);
        }
    }

    @Nested
    @DatabaseTest(perMethod = true)
    class OneEach {

        private static final Set<String> SEEN_EACH = ConcurrentHashMap.newKeySet();

        private final FreshDatabase own;

        OneEach(FreshDatabase own) {
            this.own = own;
        }

        @RepeatedTest(3)
        void aMethodMayHaveItsOwn(FreshDatabase parameter) {
            assertThat(parameter).isSameAs(own).isNotSameAs(database);
            assertThat(SEEN_EACH.add(parameter.name())).isTrue();
        }
    }
}
