package io.github.safemigration.boot.probe;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Leaves a port one phase before the web server of the context that it stands in opens it. */
public final class ProbeHandover implements SmartLifecycle {

    private final Runnable leave;

    /** Creates the bean that does this when the time has come, and again at each later start of the context. */
    public ProbeHandover(Runnable leave) {
        this.leave = leave;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void start() {
        leave.run();
    }

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return false;
    }
}
