package io.github.safemigration.boot.startup;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Keeps requests away from a servlet application until its targets are ready. */
public final class MigrationGateFilter implements Filter {

    private final MigrationGate gate;
    private final NotReadyResponse notReady;

    /**
     * Creates the filter.
     *
     * @param gate knows who may pass
     * @param notReady what the others are told
     */
    public MigrationGateFilter(MigrationGate gate, NotReadyResponse notReady) {
        this.gate = gate;
        this.notReady = notReady;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (gate.lets(path((HttpServletRequest) request))) {
            chain.doFilter(request, response);
        } else {
            refuse((HttpServletResponse) response);
        }
    }

    /** The path below the servlet that is mapped to a prefix, or the whole path where it is mapped to the root. */
    private static String path(HttpServletRequest request) {
        String below = request.getPathInfo();
        return below == null ? request.getServletPath() : below;
    }

    private void refuse(HttpServletResponse response) throws IOException {
        byte[] body = notReady.body(gate.isHalted());
        response.setStatus(NotReadyResponse.STATUS);
        response.setHeader("Retry-After", notReady.retryAfterSeconds());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(NotReadyResponse.CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
