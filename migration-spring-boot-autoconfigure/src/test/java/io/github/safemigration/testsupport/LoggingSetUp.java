package io.github.safemigration.testsupport;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Lets applications that start at once in one JVM set up logging one after the other: Logback's context is one for all of
 * them, and an application that resets it while another configures it lets that one's start fail. Found by Spring Boot in
 * {@code META-INF/spring.factories}.
 */
final class LoggingSetUp implements SpringApplicationRunListener, Ordered {

    private static final ReentrantLock TURN = new ReentrantLock();

    @Override
    public void starting(ConfigurableBootstrapContext bootstrapContext) {
        TURN.lock();
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        release();
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        release();
    }

    private static void release() {
        if (TURN.isHeldByCurrentThread()) {
            TURN.unlock();
        }
    }

    /** Before the listener that sets up logging. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
