package io.grad4j.autodiff.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one tab, driven by its DevTools protocol. */
final class Chromium {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> replies = new ConcurrentHashMap<>();
    private final List<JsonObject> events = Collections.synchronizedList(new ArrayList<>());

    private Chromium(Process process, URI tab) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(tab, new Listener())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            send(domain + ".enable", new JsonObject());
        }
    }

    /** The browser on this machine, if there is one. */
    static Optional<Path> onThisMachine() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with an empty profile in {@code folder}. */
    static Chromium start(Path executable, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--window-size=1200,1000",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        Path portFile = folder.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
            if (System.nanoTime() > end || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("chromium did not start: " + Files.readString(folder.resolve("chromium.log")));
            }
        }
        String port = Files.readAllLines(portFile).get(0);
        String tabs = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonElement tab : JsonParser.parseString(tabs).getAsJsonArray()) {
            JsonObject t = tab.getAsJsonObject();
            if (t.get("type").getAsString().equals("page")) {
                return new Chromium(
                        process, URI.create(t.get("webSocketDebuggerUrl").getAsString()));
            }
        }
        process.destroyForcibly();
        throw new IOException("chromium has no tab: " + tabs);
    }

    /** Loads a file anew, with {@code fragment} behind #, and waits until it is loaded. */
    void open(Path file, String fragment) {
        navigate("about:blank");
        events.clear();
        navigate(file.toUri() + (fragment.isEmpty() ? "" : "#" + fragment));
    }

    private void navigate(String url) {
        int before = loads();
        send("Page.navigate", object("url", url));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (loads() == before) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("chromium did not load " + url);
            }
            // The reply comes after the events before it.
            send("Runtime.evaluate", object("expression", "0"));
        }
    }

    private final AtomicInteger loaded = new AtomicInteger();

    private int loads() {
        return loaded.get();
    }

    /** Switches the page's scripts off or on, from the next page on. */
    void scripts(boolean on) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("value", !on);
        send("Emulation.setScriptExecutionDisabled", parameters);
    }

    /** The value of a JavaScript expression as text. */
    String evaluate(String expression) {
        JsonObject parameters = object("expression", "String(" + expression + ")");
        JsonObject reply = send("Runtime.evaluate", parameters);
        if (reply.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + reply.get("exceptionDetails"));
        }
        return reply.getAsJsonObject("result").get("value").getAsString();
    }

    /** Waits until an expression has this value as text. */
    void await(String expression, String value) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate(expression).equals(value)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(expression + " is " + evaluate(expression) + ", not " + value);
            }
        }
    }

    /** Presses and releases a key. */
    void press(String key) {
        for (String type : List.of("keyDown", "keyUp")) {
            JsonObject parameters = object("type", type);
            parameters.addProperty("key", key);
            parameters.addProperty("code", key);
            if (key.equals("Enter")) {
                parameters.addProperty("text", "\r");
            }
            send("Input.dispatchKeyEvent", parameters);
        }
    }

    /** Types text where the focus is. */
    void type(String text) {
        send("Input.insertText", object("text", text));
    }

    /** Clicks with the mouse on the middle of an element. */
    void click(String selector) {
        JsonArray at = JsonParser.parseString(evaluate("(e => { e.scrollIntoView({block: 'center'});"
                        + " const r = e.getBoundingClientRect();"
                        + " return JSON.stringify([r.x + r.width / 2, r.y + Math.min(10, r.height / 2)]);"
                        + " })(document.querySelector('" + selector + "'))"))
                .getAsJsonArray();
        for (String type : List.of("mousePressed", "mouseReleased")) {
            JsonObject parameters = object("type", type);
            parameters.add("x", at.get(0));
            parameters.add("y", at.get(1));
            parameters.addProperty("button", "left");
            parameters.addProperty("clickCount", 1);
            send("Input.dispatchMouseEvent", parameters);
        }
    }

    /** The addresses asked for since the page was opened. */
    List<String> requests() {
        return of("Network.requestWillBeSent")
                .map(p -> p.getAsJsonObject("request").get("url").getAsString())
                .toList();
    }

    /** Exceptions, and messages of the console that are errors or warnings, since the page was opened. */
    List<String> complaints() {
        return Stream.of(
                        of("Runtime.exceptionThrown"),
                        of("Runtime.consoleAPICalled")
                                .filter(p -> p.get("type").getAsString().matches("error|warning|assert")),
                        of("Log.entryAdded").filter(p -> p.getAsJsonObject("entry")
                                .get("level")
                                .getAsString()
                                .matches("error|warning")))
                .flatMap(s -> s)
                .map(JsonObject::toString)
                .toList();
    }

    private Stream<JsonObject> of(String method) {
        return List.copyOf(events).stream()
                .filter(e -> e.get("method").getAsString().equals(method))
                .map(e -> e.getAsJsonObject("params"));
    }

    private static JsonObject object(String name, String value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }

    private JsonObject send(String method, JsonObject parameters) {
        int id = last.incrementAndGet();
        JsonObject message = object("method", method);
        message.addProperty("id", id);
        message.add("params", parameters);
        CompletableFuture<JsonObject> reply = new CompletableFuture<>();
        replies.put(id, reply);
        socket.sendText(message.toString(), true).join();
        return reply.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Ends the browser. */
    void stop() throws InterruptedException {
        socket.abort();
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean complete) {
            message.append(data);
            if (complete) {
                receive(JsonParser.parseString(message.toString()).getAsJsonObject());
                message.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void receive(JsonObject received) {
            if (!received.has("id")) {
                events.add(received);
                if (received.get("method").getAsString().equals("Page.loadEventFired")) {
                    loaded.incrementAndGet();
                }
                return;
            }
            CompletableFuture<JsonObject> reply =
                    replies.remove(received.get("id").getAsInt());
            if (received.has("error")) {
                reply.completeExceptionally(
                        new IllegalStateException(received.get("error").toString()));
            } else {
                reply.complete(received.getAsJsonObject("result"));
            }
        }
    }
}
