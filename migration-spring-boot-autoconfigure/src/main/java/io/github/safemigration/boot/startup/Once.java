package io.github.safemigration.boot.startup;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks once and remembers the answer. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> question;
    private volatile @Nullable T answer;

    Once(Supplier<T> question) {
        this.question = question;
    }

    @Override
    public T get() {
        T known = answer;
        if (known == null) {
            known = question.get();
            answer = known;
        }
        return known;
    }
}
