package io.github.safemigration.adapter.jetty;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * Lets a Jetty answer a first request, which takes long because nothing is loaded, right before it opens its port: its
 * servlets are initialised no earlier. The request does not leave the JVM.
 */
public final class JettyWarmUp {

    private static final Logger log = LoggerFactory.getLogger(JettyWarmUp.class);

    private JettyWarmUp() {}

    /** Whether the server is a Jetty. */
    public static boolean supports(WebServer server) {
        return server instanceof JettyWebServer;
    }

    /**
     * Arranges for a GET request to be answered, in whatever way, as soon as the server starts to open its port.
     * @param patience longest time to wait for the answer
     * @param then what to do after that and before the port is opened, whether or not there was an answer
     */
    public static void request(WebServer server, String path, Duration patience, Runnable then) {
        Server jetty = ((JettyWebServer) server).getServer();
        AtomicBoolean done = new AtomicBoolean();
        jetty.addEventListener(new OnConnector(connector -> {
            if (done.compareAndSet(false, true)) {
                try {
                    get(jetty, path, patience);
                    startTls(connector);
                } catch (Exception ex) {
                    log.debug("Jetty was not warmed up before it opened its port", ex);
                } finally {
                    then.run();
                }
            }
        }));
    }

    /** Jetty opens its port first and loads its key store then, while the first clients wait. */
    private static void startTls(Connector connector) throws Exception {
        SslConnectionFactory tls = connector.getConnectionFactory(SslConnectionFactory.class);
        if (tls != null) {
            tls.getSslContextFactory().start();
        }
    }

    private static void get(Server jetty, String path, Duration patience) throws Exception {
        LocalConnector connector = new LocalConnector(jetty);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        connector.start();
        try {
            connector.getResponse(request, patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            connector.stop();
        }
    }

    /** Runs a task when a connector of the server is about to start. */
    private record OnConnector(Consumer<Connector> task) implements Container.Listener, LifeCycle.Listener {

        @Override
        public void beanAdded(Container parent, Object child) {
            if (child instanceof Connector connector) {
                connector.addEventListener(this);
            }
        }

        @Override
        public void beanRemoved(Container parent, Object child) {}

        @Override
        public void lifeCycleStarting(LifeCycle event) {
            if (event instanceof Connector connector) {
                task.accept(connector);
            }
        }
    }
}
