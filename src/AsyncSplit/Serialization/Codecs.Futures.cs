using AsyncSplit.Futures;

namespace AsyncSplit.Serialization;

/// <content>Tasks that stand for started calls.</content>
public static partial class Codecs
{
    /// <summary>A task without a result.</summary>
    public static Codec<Task> Future => FutureCodec.Instance;

    /// <summary>A task.</summary>
    /// <param name="result">Its result.</param>
    public static Codec<Task<T>> FutureOf<T>(Codec<T> result) => new FutureCodec<T>(result);

    /// <summary>A task whose result is an array: it may be <c>Task.WhenAll</c> of others.</summary>
    /// <param name="result">Its result.</param>
    /// <param name="part">The others.</param>
    public static Codec<Task<T[]>> FutureOfAll<T>(Codec<T[]> result, Codec<Task<T>> part) =>
        new FutureCodec<T[]>(result, (shape, self) => new AllParts<T>(shape, self, part));

    /// <summary>A task whose result is a task: it may be <c>Task.WhenAny</c> of others.</summary>
    /// <param name="part">The others.</param>
    public static Codec<Task<TTask>> FutureOfAny<TTask>(Codec<TTask> part)
        where TTask : Task =>
        new FutureCodec<TTask>(part, (shape, self) => new AnyParts<TTask>(shape, self, part));
}
