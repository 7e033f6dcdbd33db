package io.github.safemigration.adapter.jdbc;

import java.util.Locale;

/** How a product names the types that the history needs. */
enum HistoryDialect {
    POSTGRESQL("text", "timestamp with time zone", "\""),
    H2("character varying", "timestamp(6) with time zone", "\""),
    MYSQL("longtext", "datetime(6)", "`"),
    OTHER("varchar(4000)", "timestamp", "\"");

    private final String text;
    private final String timestamp;
    private final String quote;

    HistoryDialect(String text, String timestamp, String quote) {
        this.text = text;
        this.timestamp = timestamp;
        this.quote = quote;
    }

    static HistoryDialect of(String product) {
        String name = product.toLowerCase(Locale.ROOT);
        if (name.contains("postgres")) {
            return POSTGRESQL;
        }
        if (name.equals("h2")) {
            return H2;
        }
        return name.contains("mysql") || name.contains("mariadb") ? MYSQL : OTHER;
    }

    String quote() {
        return quote;
    }

    /** Longest text that a column of this product takes. */
    int textLimit() {
        return this == OTHER ? 4000 : Integer.MAX_VALUE;
    }

    String fill(String script, HistoryTables tables) {
        return script.replace("${run}", tables.qualified("run", quote))
                .replace("${history}", tables.qualified("history", quote))
                .replace("${lock}", tables.qualified("lock", quote))
                .replace("${state}", tables.qualified("state", quote))
                .replace("${statement}", tables.qualified("statement", quote))
                .replace("${version}", tables.qualified("version", quote))
                .replace("${prefix}", tables.prefix())
                .replace("${text}", text)
                .replace("${timestamp}", timestamp);
    }
}
