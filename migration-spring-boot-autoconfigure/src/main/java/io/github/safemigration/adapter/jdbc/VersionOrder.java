package io.github.safemigration.adapter.jdbc;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares versions by their numbers: 1.10 is higher than 1.9; what comes behind the numbers does not count. */
final class VersionOrder {

    private VersionOrder() {}

    /** {@return whether one version is known to be higher than another one} */
    static boolean isHigher(@Nullable String one, @Nullable String other) {
        List<BigInteger> first = numbers(one);
        List<BigInteger> second = numbers(other);
        if (first.isEmpty() || second.isEmpty()) {
            return false;
        }
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            int order = at(first, i).compareTo(at(second, i));
            if (order != 0) {
                return order > 0;
            }
        }
        return false;
    }

    private static BigInteger at(List<BigInteger> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    private static List<BigInteger> numbers(@Nullable String version) {
        String leading =
                version == null ? "" : version.replaceFirst("^v(?=\\d)", "").replaceFirst("[^0-9.].*$", "");
        return Arrays.stream(leading.split("\\."))
                .filter(part -> !part.isEmpty())
                .map(BigInteger::new)
                .toList();
    }
}
