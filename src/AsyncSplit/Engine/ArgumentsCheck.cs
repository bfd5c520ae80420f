using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Engine;

/// <summary>Reads the arguments of a start as its step would, and runs nothing: what comes from outside is looked at before it is taken.</summary>
internal sealed class ArgumentsCheck : StepContext
{
    private readonly ReadOnlyMemory<byte> _arguments;
    private readonly ChainRegistry _registry;
    private readonly string _target;

    private ArgumentsCheck(string target, ReadOnlyMemory<byte> arguments, ChainRegistry registry)
    {
        _target = target;
        _arguments = arguments;
        _registry = registry;
    }

    /// <inheritdoc/>
    public override string Target => _target;

    /// <inheritdoc/>
    public override CancellationToken CancellationToken => throw new AllReadException(null);

    /// <inheritdoc/>
    public override StepFutures Futures => throw new AllReadException(null);

    /// <summary>Reads <paramref name="arguments"/>.</summary>
    /// <exception cref="ArgumentException">They are not what the handler or contract member takes.</exception>
    public static async ValueTask RunAsync(EntryPoint start, ReadOnlyMemory<byte> arguments, ChainRegistry registry)
    {
        try
        {
            await start.Run(new ArgumentsCheck(start.Id, arguments, registry)).ConfigureAwait(false);
        }
        catch (AllReadException read)
        {
            if (read.InnerException is { } exception)
            {
                throw new ArgumentException($"These are no arguments of '{start.Id}': {exception.Message}", nameof(arguments), exception);
            }
        }
    }

    /// <inheritdoc/>
    public override T Arguments<T>(StateRead<T> read)
    {
        try
        {
            var json = new Utf8JsonReader(_arguments.Span, WireNames.ReaderOptions);
            json.Read();
            var reader = new StateReader(json) { Registry = _registry };
            _ = read(ref reader);
        }
        catch (Exception exception)
        {
            // Whatever a codec or a constructor has against the value.
            throw new AllReadException(exception);
        }

        // Before the handler's method is called.
        throw new AllReadException(null);
    }

    /// <inheritdoc/>
    public override T Service<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() => throw new AllReadException(null);

    /// <inheritdoc/>
    public override T State<T>(StateRead<T> read) => throw new AllReadException(null);

    /// <inheritdoc/>
    public override bool WaitsFor(Task? task) => throw new AllReadException(null);

    /// <inheritdoc/>
    public override Resumed Resumed() => throw new AllReadException(null);

    /// <inheritdoc/>
    public override Resumed<T> Resumed<T>(Codec<T> codec) => throw new AllReadException(null);

    private sealed class AllReadException(Exception? failure) : Exception(null, failure);
}
