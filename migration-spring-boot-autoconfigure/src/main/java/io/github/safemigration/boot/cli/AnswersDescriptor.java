package io.github.safemigration.boot.cli;

import java.util.List;

/**
 * Description of what the targets answered.
 *
 * @param targets what each of them answered, in order of registration
 */
record AnswersDescriptor(List<?> targets) {

    AnswersDescriptor {
        targets = List.copyOf(targets);
    }
}
