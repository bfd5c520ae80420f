using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Engine;

/// <summary>A step's context: services from its scope, values from its envelope.</summary>
internal sealed class ServiceStepContext(
    IServiceProvider services,
    HandlerServices handlers,
    ChainRegistry registry,
    Envelope envelope,
    ResumePoint? resumePoint,
    object? implementation,
    int maxEnvelopeBytes,
    CancellationToken cancellationToken)
    : StepContext, IAsyncDisposable
{
    private readonly List<object> _created = [];
    private StepFutures? _futures;

    /// <summary>Whether the step may know that it is cancelled.</summary>
    public bool TokenWasTaken { get; private set; }

    /// <inheritdoc/>
    public override CancellationToken CancellationToken
    {
        get
        {
            TokenWasTaken = true;
            return cancellationToken;
        }
    }

    /// <inheritdoc/>
    public override StepFutures Futures => _futures ??= new StepFutures(envelope.Header.Id, ReadSettled(), maxEnvelopeBytes);

    /// <summary>What the step has started; null when it has not asked for anything of the kind.</summary>
    public StepFutures? UsedFutures => _futures;

    /// <inheritdoc/>
    public override T Service<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
    {
        if (implementation is T resolved)
        {
            return resolved;
        }

        // An application that registers IPricing as Pricing, and Pricing not at all, means that instance.
        foreach (var contract in handlers.ContractsOf(typeof(T)))
        {
            if (services.GetService(contract) is T instance)
            {
                return instance;
            }
        }

        return services.GetService<T>() ?? Create<T>();
    }

    /// <inheritdoc/>
    public override T Arguments<T>(StateRead<T> read) => Read(envelope.Payload, "arguments", read);

    /// <inheritdoc/>
    public override T State<T>(StateRead<T> read) => Read(
        envelope.Top?.State ?? throw new InvalidOperationException("A start has no captured state."), "captured state", read, resumePoint is { TracksIdentity: true });

    /// <inheritdoc/>
    public override bool WaitsFor(Task task) => task is not null && envelope.PayloadKind == PayloadKind.Result && Futures.IsPending(task);

    /// <inheritdoc/>
    public override Resumed Resumed() => new(envelope.PayloadKind == PayloadKind.Error ? ReadError() : null);

    /// <inheritdoc/>
    public override Resumed<T> Resumed<T>(Codec<T> codec) => envelope.PayloadKind == PayloadKind.Error
        ? new Resumed<T>(ReadError())
        : new Resumed<T>(Read(envelope.Payload, "result", codec.Read));

    /// <summary>Disposes of the handlers that no service scope knows.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var created in _created)
        {
            if (created is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else if (created is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
    }

    private T Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class
    {
        if (typeof(T).IsInterface || typeof(T).IsAbstract)
        {
            return services.GetRequiredService<T>();
        }

        var instance = ActivatorUtilities.CreateInstance<T>(services);
        if (instance is IAsyncDisposable or IDisposable)
        {
            _created.Add(instance);
        }

        return instance;
    }

    private IReadOnlyDictionary<string, SettledFuture> ReadSettled()
    {
        if (resumePoint is not { IsJoin: true } || envelope.PayloadKind != PayloadKind.Result)
        {
            return FrozenDictionary<string, SettledFuture>.Empty;
        }

        try
        {
            return SettledFutures.Read(envelope.Payload);
        }
        catch (Exception exception)
        {
            throw Unreadable("ends of started calls", exception);
        }
    }

    private Exception ReadError()
    {
        try
        {
            return ErrorReader.Read(envelope.Payload, registry);
        }
        catch (Exception exception)
        {
            throw Unreadable("error", exception);
        }
    }

    private T Read<T>(ReadOnlyMemory<byte> value, string what, StateRead<T> read, bool tracksIdentity = false)
    {
        try
        {
            var json = new Utf8JsonReader(value.Span, WireNames.ReaderOptions);
            json.Read();
            var reader = new StateReader(json, tracksIdentity) { Registry = registry, Step = this };
            return read(ref reader);
        }
        catch (Exception exception)
        {
            // Whatever a codec or a constructor has against the value: running the step again would not change it.
            throw Unreadable(what, exception);
        }
    }

    private EnvelopeException Unreadable(string what, Exception exception) =>
        new(DeadLetterKind.UnreadableState, $"The {what} for '{envelope.Header.Target}' cannot be read: {exception.Message}", exception);
}
