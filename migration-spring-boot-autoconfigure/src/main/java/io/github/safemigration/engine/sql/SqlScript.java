package io.github.safemigration.engine.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the statements of a text that is sent as one apart, as the server does: semicolons within parentheses, as those of
 * a rule, and within the body of a routine between {@code BEGIN ATOMIC} and {@code END} do not end one.
 */
public final class SqlScript {

    private final List<SqlStatement> statements = new ArrayList<>();
    private List<Token> current = new ArrayList<>();
    private int parentheses;
    private int blocks;
    private boolean routine;

    private SqlScript() {}

    /**
     * Reads a text, in time that grows with its length. Nothing that it holds makes this fail.
     *
     * @param sql any text
     * @return its statements, in their order; none that are empty
     */
    public static List<SqlStatement> statements(String sql) {
        SqlScript script = new SqlScript();
        Lexer.tokens(sql).forEach(script::add);
        script.end();
        return List.copyOf(script.statements);
    }

    private void add(Token token) {
        if (token.isMark(";") && parentheses <= 0 && blocks == 0) {
            end();
            return;
        }
        current.add(token);
        if (token.isMark("(")) {
            parentheses++;
        } else if (token.isMark(")")) {
            parentheses--;
        } else if (token.kind() == TokenKind.WORD && parentheses <= 0) {
            word(token);
        }
    }

    private void word(Token token) {
        if (token.isWord("function") || token.isWord("procedure")) {
            routine = routine || isRoutine();
        } else if (token.isWord("atomic") && routine && blocks == 0 && isAfterBegin()) {
            blocks = 1;
        } else if (token.isWord("case") && blocks > 0) {
            blocks++;
        } else if (token.isWord("end") && blocks > 0) {
            blocks--;
        }
    }

    /** CREATE [OR REPLACE] FUNCTION or PROCEDURE, of which the last word is there already. */
    private boolean isRoutine() {
        int words = current.size();
        return current.get(0).isWord("create")
                && (words == 2
                        || (words == 4
                                && current.get(1).isWord("or")
                                && current.get(2).isWord("replace")));
    }

    private boolean isAfterBegin() {
        return current.size() > 1 && current.get(current.size() - 2).isWord("begin");
    }

    private void end() {
        if (!current.isEmpty()) {
            statements.add(new SqlStatement(current, PostgresGrammar.tree(current)));
        }
        current = new ArrayList<>();
        parentheses = 0;
        blocks = 0;
        routine = false;
    }
}
