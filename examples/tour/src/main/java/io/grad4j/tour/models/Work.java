package io.grad4j.tour.models;

import io.grad4j.tour.data.DataFile;
import io.grad4j.tour.data.DataSets;
import io.grad4j.tour.data.MalformedData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
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
            Outcome outcome = training.apply(data);
            return new Trained(this, outcome, (System.nanoTime() - begun) / 1e9);
        } catch (IllegalArgumentException e) {
            throw new MalformedData(title + " cannot be trained on these data: " + e.getMessage(), e);
        }
    }

    /**
     * Trains several, two at a time where there are two cores.
     *
     * @param done told of each in the order given, as soon as it and those before are done
     * @throws MalformedData if a model cannot be trained on its data
     */
    public static List<Trained> train(List<Work> works, DataSets data, Consumer<Trained> done) {
        ExecutorService cores =
                Executors.newFixedThreadPool(Math.min(2, Runtime.getRuntime().availableProcessors()));
        try {
            List<Future<Trained>> begun = works.stream()
                    .map(work -> cores.submit(() -> work.on(data)))
                    .toList();
            List<Trained> all = new ArrayList<>();
            for (Future<Trained> future : begun) {
                Trained trained = future.get();
                done.accept(trained);
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
}
