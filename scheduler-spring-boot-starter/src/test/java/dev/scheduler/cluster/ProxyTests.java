package dev.scheduler.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ProxyTests {

    private static final int PATIENCE = 300;
    private static final int LONG = 10_000;

    private ServerSocket server;
    private Proxy proxy;
    private Socket client;
    private Socket served;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = new Proxy(server.getLocalPort());
        client = newClient();
        served = server.accept();
        served.setSoTimeout(LONG);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passesBothWays() throws IOException {
        client.getOutputStream().write('?');
        assertThat(served.getInputStream().read()).isEqualTo('?');
        served.getOutputStream().write('!');
        assertThat(client.getInputStream().read()).isEqualTo('!');
    }

    @Test
    void holdsBackAndDeliversLaterThoughTheSenderGaveUp() throws IOException {
        proxy.hold();
        client.getOutputStream().write('?');
        client.close();
        assertSilent(served);

        proxy.pass();
        served.setSoTimeout(LONG);
        assertThat(served.getInputStream().read()).isEqualTo('?');
        assertThat(served.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void swallowsAndBreaksWhatHasLostSomething() throws IOException {
        proxy.swallow();
        client.getOutputStream().write('?');
        assertSilent(served);

        proxy.pass();
        assertThatIOException().isThrownBy(() -> read(client, LONG));
    }

    @Test
    void swallowsAnswersFromATextOn() throws IOException {
        proxy.swallowAnswersAfter("claim");
        client.getOutputStream().write('?');
        assertThat(served.getInputStream().read()).isEqualTo('?');
        assertThat(proxy.isTripped()).isFalse();

        client.getOutputStream().write("I claim it".getBytes(StandardCharsets.US_ASCII));
        assertThat(served.getInputStream().readNBytes(10)).hasSize(10);
        assertThat(proxy.isTripped()).isTrue();
        served.getOutputStream().write('!');
        assertSilent(client);
    }

    @Test
    void refusesOldConnectionsAndNewOnes() throws IOException {
        proxy.refuse();
        assertThatIOException().isThrownBy(() -> read(client, LONG));
        assertThatIOException().isThrownBy(() -> read(newClient(), LONG));
    }

    @Test
    void takesItsTime() throws IOException {
        proxy.delay(Duration.ofMillis(PATIENCE + 200));
        client.getOutputStream().write('?');
        assertSilent(served);
        served.setSoTimeout(LONG);
        assertThat(served.getInputStream().read()).isEqualTo('?');
    }

    private Socket newClient() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void assertSilent(Socket socket) {
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> read(socket, PATIENCE));
    }

    /** The next byte; a connection that was closed counts as broken. */
    private static int read(Socket socket, int patience) throws IOException {
        socket.setSoTimeout(patience);
        int read = socket.getInputStream().read();
        if (read < 0) {
            throw new IOException("closed");
        }
        return read;
    }
}
