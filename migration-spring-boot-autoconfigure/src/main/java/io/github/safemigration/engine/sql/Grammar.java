package io.github.safemigration.engine.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A grammar in the manner of the synopses in PostgreSQL's manual. {@code rule = …;} defines a rule. Words in capitals are
 * key words, those in small letters are other rules; {@code [ ]} means optional, {@code ( | )} alternatives, {@code list(x)}
 * one or more with commas, {@code any(x)} as often as it fits, {@code whole(x)} a part with the name of the rule that is all
 * there is, {@code '('} a mark, {@code name: x} a part with a name.
 */
final class Grammar {

    private static final Set<String> FORMS = Set.of("list", "any", "whole");

    private final Map<String, Element> rules = new HashMap<>();
    private List<Token> tokens = List.of();
    private int at;

    Grammar(Map<String, Element> known) {
        rules.putAll(known);
    }

    /** Adds the rules of a text, which may refer to each other in any order. */
    Grammar read(String text) {
        tokens = Lexer.tokens(text);
        at = 0;
        while (at < tokens.size()) {
            String rule = next().value();
            expect("=");
            rules.put(rule, alternatives());
            expect(";");
        }
        return this;
    }

    Element rule(String name) {
        Element element = rules.get(name);
        if (element == null) {
            throw new IllegalArgumentException("There is no rule " + name);
        }
        return element;
    }

    private Element alternatives() {
        List<Element> choices = new ArrayList<>();
        choices.add(sequence());
        while (is("|")) {
            at++;
            choices.add(sequence());
        }
        return choices.size() == 1 ? choices.get(0) : Element.choice(choices);
    }

    private Element sequence() {
        List<Element> elements = new ArrayList<>();
        while (at < tokens.size() && !is("|") && !is(")") && !is("]") && !is(";")) {
            elements.add(element());
        }
        return elements.size() == 1 ? elements.get(0) : Element.sequence(elements);
    }

    private Element element() {
        Token token = next();
        if (token.isMark("[")) {
            Element inner = alternatives();
            expect("]");
            return Element.optional(inner);
        }
        if (token.isMark("(")) {
            Element inner = alternatives();
            expect(")");
            return inner;
        }
        if (token.kind() == TokenKind.STRING) {
            return Element.mark(token.value());
        }
        if (token.kind() != TokenKind.WORD) {
            throw new IllegalArgumentException("Not understood at " + token.start() + ": " + token);
        }
        if (is(":")) {
            at++;
            return Element.named(token.value(), element());
        }
        if (token.text().equals(token.text().toUpperCase(Locale.ROOT))) {
            return Element.word(token.value());
        }
        return reference(token.value());
    }

    private Element reference(String name) {
        if (!is("(") || !FORMS.contains(name)) {
            return (parse, from) -> rule(name).match(parse, from);
        }
        at++;
        String first = tokens.get(at).value();
        Element inner = alternatives();
        expect(")");
        return switch (name) {
            case "list" -> Element.list(inner);
            case "any" -> Element.any(inner);
            default -> Element.named(first, Element.sequence(List.of(inner, rule("end"))));
        };
    }

    private Token next() {
        return tokens.get(at++);
    }

    private boolean is(String text) {
        return at < tokens.size()
                && tokens.get(at).kind() != TokenKind.STRING
                && tokens.get(at).text().equals(text);
    }

    private void expect(String text) {
        if (!is(text)) {
            throw new IllegalArgumentException(text + " is missing before "
                    + (at < tokens.size() ? tokens.get(at).start() : "the end"));
        }
        at++;
    }
}
