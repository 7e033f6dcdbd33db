package io.github.safemigration.boot.probe;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what the JDK needs for TLS, beside the thread that loads the key: in a cold JVM the first handshake takes
 * longer than all the others that a probe will ever see.
 */
final class ProbeTlsWarmUp implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ProbeTlsWarmUp.class);

    private static final TrustManager[] NOBODY = {};

    /** The web server asks for them while its port is open already; the JDK keeps them for as long as somebody does. */
    @SuppressWarnings("UnusedVariable")
    private static volatile SoftReference<Object> authorities = new SoftReference<>(NOBODY);

    @Override
    public void run() {
        try {
            greet();
            authorities = new SoftReference<>(authorities());
        } catch (GeneralSecurityException | RuntimeException ex) {
            log.debug("TLS was not warmed up", ex);
        }
    }

    /** Two ends in memory say hello to each other. Without a key there is no more that they can say. */
    private static void greet() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, NOBODY, null);
        SSLEngine client = context.createSSLEngine();
        SSLEngine server = context.createSSLEngine();
        client.setUseClientMode(true);
        server.setUseClientMode(false);
        ByteBuffer sent = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        ByteBuffer none = ByteBuffer.allocate(client.getSession().getApplicationBufferSize());
        try {
            client.wrap(none, sent);
            server.unwrap(sent.flip(), none);
            for (Runnable task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
                task.run();
            }
            server.wrap(none, sent.clear());
        } catch (SSLException ex) {
            log.trace("The end without a key has refused, as it must", ex);
        }
    }

    private static TrustManager[] authorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }
}
