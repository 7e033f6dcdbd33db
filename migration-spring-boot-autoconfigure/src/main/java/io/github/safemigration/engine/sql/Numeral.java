package io.github.safemigration.engine.sql;

/** Numeric constants (PostgreSQL manual, 4.1.2.6), with the forms of version 16 and later. */
final class Numeral {

    private Numeral() {}

    /** {@return where the constant ends that begins there} */
    static int end(String sql, int start) {
        String prefix = sql.substring(start, Math.min(start + 2, sql.length()));
        if (prefix.equalsIgnoreCase("0x")) {
            return run(sql, start + 2, "0123456789abcdefABCDEF_");
        }
        if (prefix.equalsIgnoreCase("0o")) {
            return run(sql, start + 2, "01234567_");
        }
        if (prefix.equalsIgnoreCase("0b")) {
            return run(sql, start + 2, "01_");
        }
        int end = run(sql, start, "0123456789_");
        // In a loop of PL/pgSQL two dots follow a number.
        if (sql.startsWith(".", end) && !sql.startsWith("..", end)) {
            end = run(sql, end + 1, "0123456789_");
        }
        return exponent(sql, end);
    }

    private static int exponent(String sql, int at) {
        if (at >= sql.length() || Character.toLowerCase(sql.charAt(at)) != 'e') {
            return at;
        }
        int digits = at + 1;
        if (digits < sql.length() && "+-".indexOf(sql.charAt(digits)) >= 0) {
            digits++;
        }
        int end = run(sql, digits, "0123456789_");
        return end == digits ? at : end;
    }

    private static int run(String sql, int from, String chars) {
        int end = from;
        while (end < sql.length() && chars.indexOf(sql.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }
}
