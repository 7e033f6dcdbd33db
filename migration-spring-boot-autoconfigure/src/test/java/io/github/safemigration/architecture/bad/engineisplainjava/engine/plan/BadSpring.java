package io.github.safemigration.architecture.bad.engineisplainjava.engine.plan;

import org.springframework.core.Ordered;

/** An engine that knows Spring. */
public class BadSpring {

    final Ordered ordered;

    BadSpring(Ordered ordered) {
        this.ordered = ordered;
    }
}
