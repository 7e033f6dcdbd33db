package io.github.safemigration.engine.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of a statement that the grammar has a name for.
 *
 * @param name its name in the grammar
 * @param tokens what it consists of
 * @param children the parts of it that have names of their own, in their order
 */
public record Node(String name, List<Token> tokens, List<Node> children) {

    /** A part with copies of its lists. */
    public Node {
        tokens = List.copyOf(tokens);
        children = List.copyOf(children);
    }

    /**
     * Looks among its direct parts.
     *
     * @param part a name in the grammar
     * @return the first part of that name
     */
    public Optional<Node> part(String part) {
        return children.stream().filter(child -> child.name.equals(part)).findFirst();
    }

    /**
     * Looks at any depth.
     *
     * @param part a name in the grammar
     * @return all parts of that name, in their order, this one included
     */
    public Stream<Node> all(String part) {
        Stream<Node> below = children.stream().flatMap(child -> child.all(part));
        return name.equals(part) ? Stream.concat(Stream.of(this), below) : below;
    }

    /**
     * Looks among its direct parts.
     *
     * @param part a name in the grammar
     * @return whether there is one of that name
     */
    public boolean has(String part) {
        return part(part).isPresent();
    }

    /** {@return what it means: names as the catalog has them, with dots as they stand; other words in small letters} */
    public String value() {
        return tokens.stream().map(Token::value).collect(Collectors.joining());
    }
}
