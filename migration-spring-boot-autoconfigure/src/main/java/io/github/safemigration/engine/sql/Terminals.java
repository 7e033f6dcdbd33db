package io.github.safemigration.engine.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the grammar does not spell out: names, constants, and runs of tokens that only have to be balanced. */
final class Terminals {

    /** Key words that no column or table may be called without quotes (PostgreSQL manual, appendix C). */
    private static final Set<String> RESERVED = Set.of(
            ("all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create"
                            + " current_catalog current_date current_role current_time current_timestamp current_user default"
                            + " deferrable desc distinct do else end except false fetch for foreign from grant group having"
                            + " in initially intersect into lateral leading limit localtime localtimestamp not null offset on"
                            + " only or order placing primary references returning select session_user some symmetric"
                            + " system_user table then to trailing true union unique user using variadic when where window"
                            + " with")
                    .split(" "));

    /** Key words that a function or a type may be called, but no column or table (same appendix). */
    private static final Set<String> FOR_TYPES_AND_FUNCTIONS = Set.of(
            ("authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left"
                            + " like natural notnull outer overlaps right similar tablesample verbose")
                    .split(" "));

    /** What may follow the expression of a column's default, and does not belong to it (b_expr in PostgreSQL's grammar). */
    private static final Set<String> ENDS_DEFAULT = Set.of(
            "not",
            "null",
            "constraint",
            "check",
            "unique",
            "primary",
            "references",
            "generated",
            "collate",
            "deferrable",
            "initially",
            "compression",
            "storage",
            "no");

    private Terminals() {}

    static Map<String, Element> all() {
        Map<String, Element> all = new LinkedHashMap<>();
        all.put("name", Terminals::name);
        all.put("label", Terminals::label);
        all.put("string", of(TokenKind.STRING));
        all.put("number", of(TokenKind.NUMBER));
        all.put("parens", Terminals::parentheses);
        all.put("statements", (parse, from) -> balanced(parse, from, "(", ")", true));
        all.put("brackets", (parse, from) -> balanced(parse, from, "[", "]", false));
        all.put("expr", (parse, from) -> run(parse, from, Set.of()));
        all.put("bexpr", (parse, from) -> run(parse, from, ENDS_DEFAULT));
        all.put("rest", Terminals::rest);
        all.put("block", Terminals::block);
        all.put("end", (parse, from) -> from == parse.size() ? from : Element.NO_MATCH);
        all.put("alias", (parse, from) -> {
            Token token = parse.at(from);
            return token != null && token.isWord("set") ? Element.NO_MATCH : name(parse, from);
        });
        all.put("not_do", except("do"));
        all.put(
                "not_comma",
                except("search", "cycle", "insert", "update", "delete", "merge", "select", "values", "table"));
        all.put("clause_atom", except("from", "where", "returning"));
        return all;
    }

    private static Element of(TokenKind kind) {
        return (parse, from) -> {
            Token token = parse.at(from);
            return token != null && token.kind() == kind ? from + 1 : Element.NO_MATCH;
        };
    }

    private static int name(Parse parse, int from) {
        Token token = parse.at(from);
        boolean free = token != null
                && token.isName()
                && (token.kind() == TokenKind.QUOTED_NAME
                        || (!RESERVED.contains(token.value()) && !FOR_TYPES_AND_FUNCTIONS.contains(token.value())));
        return free ? from + 1 : Element.NO_MATCH;
    }

    /** Behind a dot and behind AS any word is a name. */
    private static int label(Parse parse, int from) {
        Token token = parse.at(from);
        return token != null && token.isName() ? from + 1 : Element.NO_MATCH;
    }

    /** One token that is neither a mark of grouping, nor a comma, nor one of these words. */
    private static Element except(String... words) {
        Set<String> ends = Set.of(words);
        return (parse, from) -> {
            Token token = parse.at(from);
            boolean other = token != null
                    && token.kind() != TokenKind.BROKEN
                    && !isEnd(token)
                    && !token.isMark("(")
                    && !token.isMark("[")
                    && !(token.kind() == TokenKind.WORD && ends.contains(token.value()));
            return other ? from + 1 : Element.NO_MATCH;
        };
    }

    private static int parentheses(Parse parse, int from) {
        return balanced(parse, from, "(", ")", false);
    }

    private static int balanced(Parse parse, int from, String open, String close, boolean semicolons) {
        Token first = parse.at(from);
        if (first == null || !first.isMark(open)) {
            return Element.NO_MATCH;
        }
        int depth = 0;
        for (int at = from; at < parse.size(); at++) {
            Token token = parse.at(at);
            if (token == null || token.kind() == TokenKind.BROKEN || (!semicolons && token.isMark(";"))) {
                return Element.NO_MATCH;
            }
            if (token.isMark(open)) {
                depth++;
            } else if (token.isMark(close)) {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return Element.NO_MATCH;
    }

    /** An expression: at least one token, balanced, up to a comma, a closing mark or one of these words. */
    private static int run(Parse parse, int from, Set<String> ends) {
        int at = from;
        while (at < parse.size()) {
            Token token = parse.at(at);
            if (token == null || token.kind() == TokenKind.BROKEN) {
                return Element.NO_MATCH;
            }
            if (isEnd(token) || (token.kind() == TokenKind.WORD && at > from && ends.contains(token.value()))) {
                break;
            }
            at = step(parse, at, token);
            if (at == Element.NO_MATCH) {
                return Element.NO_MATCH;
            }
        }
        return at == from ? Element.NO_MATCH : at;
    }

    /** A token, or a group as a whole. */
    private static int step(Parse parse, int at, Token token) {
        if (token.isMark("(")) {
            return parentheses(parse, at);
        }
        return token.isMark("[") ? balanced(parse, at, "[", "]", false) : at + 1;
    }

    /** The statements of a routine, up to the END that ends them: each CASE has one of its own, however deep. */
    private static int block(Parse parse, int from) {
        int at = from;
        int cases = 0;
        while (at != Element.NO_MATCH && at < parse.size()) {
            Token token = parse.at(at);
            if (token == null
                    || token.kind() == TokenKind.BROKEN
                    || token.isMark(")")
                    || token.isMark("]")
                    || (token.isMark(";") && cases > 0)) {
                return Element.NO_MATCH;
            }
            if (token.isWord("end") && cases == 0) {
                return at;
            }
            cases += token.isWord("case") ? 1 : token.isWord("end") ? -1 : 0;
            at = step(parse, at, token);
        }
        return Element.NO_MATCH;
    }

    private static boolean isEnd(Token token) {
        return token.isMark(",") || token.isMark(")") || token.isMark("]") || token.isMark(";");
    }

    /** All that is left, if it is balanced. */
    private static int rest(Parse parse, int from) {
        int at = from;
        while (at < parse.size()) {
            Token token = parse.at(at);
            if (token != null && token.isMark(",")) {
                at++;
                continue;
            }
            int end = run(parse, at, Set.of());
            if (end == Element.NO_MATCH) {
                return Element.NO_MATCH;
            }
            at = end;
        }
        return at;
    }
}
