package io.github.safemigration.engine.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to read a statement: its tokens, and the named parts found so far. */
final class Parse {

    private final List<Token> tokens;
    private List<Node> found = new ArrayList<>();

    Parse(List<Token> tokens) {
        this.tokens = tokens;
    }

    int size() {
        return tokens.size();
    }

    @Nullable
    Token at(int index) {
        return index < tokens.size() ? tokens.get(index) : null;
    }

    /** {@return how many parts there are, to go back to} */
    int mark() {
        return found.size();
    }

    /** What was found since did not lead to an end. */
    int fail(int mark) {
        while (found.size() > mark) {
            found.remove(found.size() - 1);
        }
        return Element.NO_MATCH;
    }

    /** Matches an element whose parts become parts of a node of their own. */
    int within(String name, Element element, int from) {
        List<Node> outer = found;
        found = new ArrayList<>();
        int end = element.match(this, from);
        List<Node> inner = found;
        found = outer;
        if (end != Element.NO_MATCH) {
            found.add(new Node(name, tokens.subList(from, end), inner));
        }
        return end;
    }

    List<Node> found() {
        return found;
    }
}
