package io.github.safemigration.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCheckTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PostgreSQL 18.6 (Debian 18.6-1.pgdg12+1) on x86_64-pc-linux-gnu, compiled by gcc 12.2.0, 64-bit",
                "PostgreSQL 17.2 on aarch64-apple-darwin23.6.0, compiled by Apple clang version 16.0.0, 64-bit"
            })
    void aServerThatCanTellWhetherItsClientIsThereIsAskedTo(String version) {
        assertThat(ClientCheck.isPossible(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PostgreSQL 16.4, compiled by Visual C++ build 1940, 64-bit",
                "PostgreSQL 17.2 on x86_64-windows, compiled by msvc-19.42.34435, 64-bit",
                "PostgreSQL 14.22 on x86_64-apple-darwin20.6.0, compiled by Apple clang version 12.0.0, 64-bit"
            })
    void oneThatCannotWouldRefuse(String version) {
        assertThat(ClientCheck.isPossible(version)).isFalse();
    }
}
