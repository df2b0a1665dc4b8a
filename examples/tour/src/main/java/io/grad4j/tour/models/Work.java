package io.grad4j.tour.models;

import io.grad4j.tour.data.DataFile;
import io.grad4j.tour.data.DataSets;
import io.grad4j.tour.data.MalformedData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the tour trains, in its order. */
public enum Work {
    /** Both divergences as losses. */
    MODES(
            "covering and seeking modes",
            "One Gaussian fitted to a mixture of two, by either divergence, on the line and in the plane.",
            5,
            true,
            data -> Modes.fit()),
    /** Note 001's algorithms and estimators. */
    SCORE(
            "score-function estimators",
            "The algorithms of note 001 with the sign put right, and estimators of one gradient and of one value compared.",
            10,
            true,
            data -> Estimators.compare(1)),
    /** Note 003's loss at work. */
    LOGISTIC(
            "logistic regression",
            "569 tumours, 30 measures: the cross-entropy of note 003 as a loss.",
            5,
            true,
            data -> Regressions.logistic(data.of(DataFile.BREAST_CANCER))),
    /** The same of ten classes. */
    SOFTMAX(
            "softmax regression",
            "1797 digits of 64 pixels: the same loss of ten classes.",
            20,
            true,
            data -> Regressions.softmax(data.of(DataFile.DIGITS))),
    /** Maximum likelihood by gradient beside EM. */
    MIXTURE(
            "Gaussian mixture",
            "Iris, three components with full covariances: the gradient of the tape beside expectation maximisation.",
            5,
            true,
            data -> Mixtures.iris(data.of(DataFile.IRIS))),
    /** A softmax over sequences. */
    CHAIN(
            "linear-chain CRF",
            "Labels of noisy symbols along sequences that mostly stay at a label: what neighbours know helps.",
            10,
            true,
            data -> Chains.train()),
    /** The Bernoulli KL as a penalty. */
    SPARSE(
            "sparse autoencoder",
            "Digits from 25 units that the Bernoulli KL of note 000 keeps silent most of the time.",
            20,
            true,
            data -> SparseDigits.sparse(data.of(DataFile.DIGITS))),
    /** The KL of note 002, right and as displayed. */
    VARIATIONAL(
            "variational autoencoder",
            "Digits from 8 latent dimensions, with the KL of note 002 put right, and as displayed.",
            30,
            false,
            data -> VariationalDigits.train(data.of(DataFile.DIGITS), 120)),
    /** Note 000's softmax-q over rows. */
    SNE(
            "SNE",
            "600 digits on a map, with the softmax-q of note 000 in each row.",
            60,
            false,
            data -> Embeddings.SNE.map(data.of(DataFile.DIGITS), 600, 350)),
    /** Over pairs. */
    SYMMETRIC_SNE(
            "symmetric SNE",
            "The same, with one softmax over all pairs.",
            60,
            false,
            data -> Embeddings.SYMMETRIC.map(data.of(DataFile.DIGITS), 600, 350)),
    /** With heavy tails. */
    T_SNE(
            "t-SNE",
            "The same, with the heavy tails of Student's t in the plane.",
            60,
            false,
            data -> Embeddings.STUDENT_T.map(data.of(DataFile.DIGITS), 600, 350));

    private final String title;
    private final String about;
    private final int statedSeconds;
    private final boolean small;
    private final Function<DataSets, Outcome> training;

    Work(String title, String about, int statedSeconds, boolean small, Function<DataSets, Outcome> training) {
        this.title = title;
        this.about = about;
        this.statedSeconds = statedSeconds;
        this.small = small;
        this.training = training;
    }

    /** What it is called. */
    public String title() {
        return title;
    }

    /** The data and the point of it, in a sentence. */
    public String about() {
        return about;
    }

    /** The time that it should take at most on two cores. */
    public int statedSeconds() {
        return statedSeconds;
    }

    /** All, or the small ones. */
    public static List<Work> all(boolean quick) {
        return Stream.of(values()).filter(work -> work.small || !quick).toList();
    }

    /** Trains it. */
    private Trained on(DataSets data) {
        long begun = System.nanoTime();
        try {
            Outcome outcome = training.apply(data).drawn();
            return new Trained(this, outcome, (System.nanoTime() - begun) / 1e9);
        } catch (IllegalArgumentException e) {
            throw new MalformedData(title + " cannot be trained on these data: " + e.getMessage(), e);
        }
    }

    /** Is told how training goes, by the thread that waits for it. */
    public interface Listener {
        /** One is done, and those before it in the order given. */
        void done(Trained trained);

        /**
         * Nothing came for a while.
         *
         * @param works under way
         * @param elapsed since the beginning
         */
        default void waiting(List<Work> works, Duration elapsed) {}

        /** The while. */
        default Duration patience() {
            return Duration.ofSeconds(5);
        }
    }

    /**
     * Trains several, two at a time where there are two cores.
     *
     * @throws MalformedData if a model cannot be trained on its data
     */
    public static List<Trained> train(List<Work> works, DataSets data, Listener listener) {
        long start = System.nanoTime();
        Set<Work> running = Collections.synchronizedSet(EnumSet.noneOf(Work.class));
        ExecutorService cores =
                Executors.newFixedThreadPool(Math.min(2, Runtime.getRuntime().availableProcessors()));
        try {
            List<Trained> all = new ArrayList<>();
            for (Future<Trained> future : begun(works, data, running, cores)) {
                Trained trained = await(
                        future,
                        listener.patience(),
                        () -> listener.waiting(List.copyOf(running), Duration.ofNanos(System.nanoTime() - start)));
                listener.done(trained);
                all.add(trained);
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MalformedData unusable) {
                throw unusable;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the training was interrupted", e);
        } finally {
            cores.shutdownNow();
        }
    }

    private static List<Future<Trained>> begun(
            List<Work> works, DataSets data, Set<Work> running, ExecutorService cores) {
        return works.stream()
                .map(work -> cores.submit(() -> {
                    running.add(work);
                    Trained trained = work.on(data);
                    running.remove(work);
                    return trained;
                }))
                .toList();
    }

    private static Trained await(Future<Trained> future, Duration patience, Runnable impatient)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException notYet) {
                impatient.run();
            }
        }
    }
}
