package io.github.safemigration.campaign;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client sends, message by message (PostgreSQL manual, 54.7). It must not ask for encryption. */
final class Frontend {

    private static final int LENGTH = 4;

    /** Parse, Bind, Describe, Execute, Close: the client sends them together with the Sync behind them. */
    private static final String UNTIL_SYNC = "PBDEC";

    private final DataInputStream in;
    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();
    private boolean begun;

    Frontend(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** {@return the next message, or null where the client has gone} */
    @Nullable
    Message next() throws IOException {
        try {
            int type = begun ? in.readUnsignedByte() : 0;
            int length = in.readInt();
            byte[] body = new byte[length - LENGTH];
            in.readFully(body);
            ByteBuffer bytes = ByteBuffer.allocate(length + (begun ? 1 : 0));
            if (begun) {
                bytes.put((byte) type);
            }
            begun = true;
            boolean more = type != 0 && UNTIL_SYNC.indexOf(type) >= 0;
            return new Message(bytes.putInt(length).put(body).flip(), executed((char) type, body), more);
        } catch (EOFException e) {
            return null;
        }
    }

    private @Nullable String executed(char type, byte[] body) {
        switch (type) {
            case 'P' -> statements.put(text(body, 0), text(body, next(body, 0)));
            case 'B' -> portals.put(text(body, 0), statements.getOrDefault(text(body, next(body, 0)), ""));
            case 'E' -> {
                return portals.getOrDefault(text(body, 0), "");
            }
            case 'Q' -> {
                return text(body, 0);
            }
            default -> {}
        }
        return null;
    }

    private static String text(byte[] body, int from) {
        return new String(body, from, next(body, from) - 1 - from, StandardCharsets.UTF_8);
    }

    private static int next(byte[] body, int from) {
        int end = from;
        while (body[end] != 0) {
            end++;
        }
        return end + 1;
    }

    /**
     * One message.
     *
     * @param bytes as it came
     * @param executed the statement that it has the server execute, if it does
     * @param more whether others are sent together with it
     */
    record Message(ByteBuffer bytes, @Nullable String executed, boolean more) {}
}
