package io.github.safemigration.boot.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param page the page, from 0
 * @param size how many entries a page has, from 1 to 500
 */
record PageRequest(int page, int size) {

    static final int DEFAULT_SIZE = 50;
    static final int LARGEST_SIZE = 500;
    private static final int LARGEST_PAGE = Integer.MAX_VALUE / LARGEST_SIZE;

    static PageRequest of(@Nullable String page, @Nullable String size) {
        return new PageRequest(
                number("page", page, 0, 0, LARGEST_PAGE), number("size", size, DEFAULT_SIZE, 1, LARGEST_SIZE));
    }

    private static int number(String name, @Nullable String text, int fallback, int least, int largest) {
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new NoSuchPageException(name, text, least, largest, e);
        }
        throw new NoSuchPageException(name, text, least, largest, null);
    }
}
