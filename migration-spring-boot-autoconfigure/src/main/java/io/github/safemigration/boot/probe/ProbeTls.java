package io.github.safemigration.boot.probe;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** Serves TLS with the material that the application's own web server is going to use. */
final class ProbeTls extends HttpsConfigurator {

    private final SslOptions options;

    private final ClientAuth clientAuth;

    private ProbeTls(SslBundle bundle, ClientAuth clientAuth) {
        super(context(bundle, clientAuth));
        this.options = bundle.getOptions();
        this.clientAuth = clientAuth;
    }

    /**
     * Loads the material.
     * @throws RuntimeException if it cannot be loaded, or stands in a bundle that a bean registers
     */
    static ProbeTls of(Ssl ssl, Environment environment, ResourceLoader loader) {
        ClientAuth clientAuth = ssl.getClientAuth() != null ? ssl.getClientAuth() : ClientAuth.NONE;
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
        if (ssl.getBundle() != null) {
            register(ssl.getBundle(), bundles, environment, ApplicationResourceLoader.get(loader, true));
        }
        return new ProbeTls(WebServerSslBundle.get(ssl, bundles), clientAuth);
    }

    private static SSLContext context(SslBundle bundle, ClientAuth clientAuth) {
        try {
            SSLContext context = SSLContext.getInstance(bundle.getProtocol());
            // Without client certificates there is nobody to trust, and all the JDK's authorities take long to load.
            TrustManager[] trust = clientAuth == ClientAuth.NONE
                    ? new TrustManager[0]
                    : bundle.getManagers().getTrustManagers();
            context.init(bundle.getManagers().getKeyManagers(), trust, null);
            return context;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("The TLS material cannot be used: " + ex.getMessage(), ex);
        }
    }

    private static void register(
            String name, DefaultSslBundleRegistry bundles, Environment environment, ResourceLoader loader) {
        SslProperties.Bundles configured = Binder.get(environment)
                .bindOrCreate("spring.ssl", SslProperties.class)
                .getBundle();
        PemSslBundleProperties pem = configured.getPem().get(name);
        JksSslBundleProperties jks = configured.getJks().get(name);
        if (pem != null) {
            bundles.registerBundle(name, PropertiesSslBundle.get(pem, loader));
        } else if (jks != null) {
            bundles.registerBundle(name, PropertiesSslBundle.get(jks, loader));
        }
    }

    @Override
    public void configure(HttpsParameters parameters) {
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        if (options.getCiphers() != null) {
            tls.setCipherSuites(options.getCiphers());
        }
        if (options.getEnabledProtocols() != null) {
            tls.setProtocols(options.getEnabledProtocols());
        }
        switch (clientAuth) {
            case NEED -> tls.setNeedClientAuth(true);
            case WANT -> tls.setWantClientAuth(true);
            case NONE -> tls.setNeedClientAuth(false);
        }
        parameters.setSSLParameters(tls);
    }
}
