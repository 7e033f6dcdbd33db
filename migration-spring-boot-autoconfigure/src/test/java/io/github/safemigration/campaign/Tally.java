package io.github.safemigration.campaign;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What came of many blows.
 *
 * @param hits each of them
 */
record Tally(List<Hit> hits) {

    Tally {
        hits = List.copyOf(hits);
    }

    List<Hit> harmful() {
        return hits.stream().filter(hit -> !hit.isHarmless()).toList();
    }

    long inside() {
        return hits.stream().filter(hit -> hit.moment().point().isInside()).count();
    }

    long stuckLocks() {
        return hits.stream().filter(hit -> hit.aftermath().stuckLocks() > 0).count();
    }

    long twice() {
        return hits.stream().filter(hit -> hit.aftermath().twice() > 0).count();
    }

    long resolved() {
        return hits.stream().mapToLong(hit -> hit.restart().resolved()).sum();
    }

    /** {@return the longest time from a restart's first attempt for the lock until it went on} */
    long slowestMillis() {
        return wentOn().max().orElse(0);
    }

    private LongStream wentOn() {
        return hits.stream()
                .filter(hit -> !hit.blow().isSilent())
                .map(hit -> hit.restart().lockMillis())
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong);
    }

    /** {@return the longest time from a silent blow until the next start, which was there, went on} */
    long longestStallMillis() {
        return hits.stream()
                .filter(hit -> hit.blow().isSilent())
                .mapToLong(Hit::outageMillis)
                .max()
                .orElse(0);
    }

    /** {@return how often each point was hit, and how long the slowest restart after it took to go on} */
    String histogram() {
        Map<Point, StringBuilder> bars = new EnumMap<>(Point.class);
        hits.forEach(hit -> bars.computeIfAbsent(hit.moment().point(), any -> new StringBuilder())
                .append(hit.isHarmless() ? '#' : '!'));
        StringBuilder histogram = new StringBuilder();
        bars.forEach((point, bar) -> histogram.append(String.format("%-40s %4d %s%n", point, bar.length(), bar)));
        return histogram
                .append(String.format(
                        "%d blows, %d inside a changeset, %d decided by hand; slowest restart went on after %d ms,"
                                + " after a stall %d ms%n",
                        hits.size(), inside(), resolved(), slowestMillis(), longestStallMillis()))
                .toString();
    }
}
