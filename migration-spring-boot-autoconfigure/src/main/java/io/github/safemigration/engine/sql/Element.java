package io.github.safemigration.engine.sql;

import java.util.List;

/** A piece of the grammar. Alternatives are tried in their order, and the first that fits stands. */
@FunctionalInterface
interface Element {

    int NO_MATCH = -1;

    /**
     * Reads from a token on.
     *
     * @return the index of the token behind what was read, or {@link #NO_MATCH}
     */
    int match(Parse parse, int from);

    /** A key word, in lower case. */
    static Element word(String word) {
        return (parse, from) -> {
            Token token = parse.at(from);
            return token != null && token.isWord(word) ? from + 1 : NO_MATCH;
        };
    }

    /** A mark or an operator. */
    static Element mark(String mark) {
        return (parse, from) -> {
            Token token = parse.at(from);
            boolean is = token != null
                    && (token.kind() == TokenKind.MARK || token.kind() == TokenKind.OPERATOR)
                    && token.text().equals(mark);
            return is ? from + 1 : NO_MATCH;
        };
    }

    static Element sequence(List<Element> elements) {
        return (parse, from) -> {
            int mark = parse.mark();
            int at = from;
            for (Element element : elements) {
                at = element.match(parse, at);
                if (at == NO_MATCH) {
                    return parse.fail(mark);
                }
            }
            return at;
        };
    }

    static Element choice(List<Element> elements) {
        return (parse, from) -> {
            for (Element element : elements) {
                int end = element.match(parse, from);
                if (end != NO_MATCH) {
                    return end;
                }
            }
            return NO_MATCH;
        };
    }

    static Element optional(Element element) {
        return (parse, from) -> {
            int end = element.match(parse, from);
            return end == NO_MATCH ? from : end;
        };
    }

    /** As often as it fits, or not at all. */
    static Element any(Element element) {
        return (parse, from) -> {
            int at = from;
            while (true) {
                int end = element.match(parse, at);
                if (end == NO_MATCH || end == at) {
                    return at;
                }
                at = end;
            }
        };
    }

    /** One or more with commas in between. */
    static Element list(Element element) {
        return sequence(List.of(element, any(sequence(List.of(mark(","), element)))));
    }

    static Element named(String name, Element element) {
        return (parse, from) -> parse.within(name, element, from);
    }
}
