package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.YieldingDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import liquibase.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several targets are migrated at once, and Liquibase keeps plain maps for the whole JVM. So its own code runs on one
 * thread at a time; while a thread waits for its database, or is in code that is not Liquibase's, others have their turn.
 */
final class LiquibaseTurn {

    private static final Logger logger = LoggerFactory.getLogger(LiquibaseTurn.class);

    private static final ReentrantLock TURN = new ReentrantLock();

    /** Whose turn it is may wait for somebody's monitor, which a thread holds that waits for its turn. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private LiquibaseTurn() {}

    /** Does something that is Liquibase's. */
    static <T extends @Nullable Object> T taking(Scope.ScopedRunnerWithReturn<T> work) throws Exception {
        take();
        try {
            return work.run();
        } finally {
            if (TURN.isHeldByCurrentThread()) {
                TURN.unlock();
            }
        }
    }

    /** Each call of the object is something that others need not wait for. */
    static <T> T leaving(Class<T> type, T object) {
        return type.cast(Proxy.newProxyInstance(
                LiquibaseTurn.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> leaving(() -> invoke(object, method, arguments))));
    }

    static @Nullable Object leaving(YieldingDataSource.Question work) throws Throwable {
        int held = TURN.getHoldCount();
        if (held == 0) {
            return work.ask();
        }
        for (int i = 0; i < held; i++) {
            TURN.unlock();
        }
        try {
            return RunScope.outside(work);
        } finally {
            if (take()) {
                for (int i = 1; i < held; i++) {
                    TURN.lock();
                }
            }
        }
    }

    private static @Nullable Object invoke(Object object, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Not for ever: a race that may spoil one run is better than all of them standing still. */
    private static boolean take() {
        boolean interrupted = Thread.interrupted();
        try {
            boolean taken = TURN.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!taken) {
                logger.warn("Liquibase has been busy with another target for {}: going on all the same", PATIENCE);
            }
            return taken;
        } catch (InterruptedException e) {
            interrupted = true;
            return TURN.tryLock();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
