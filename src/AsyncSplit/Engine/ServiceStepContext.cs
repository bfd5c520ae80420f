using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using AsyncSplit.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Engine;

/// <summary>A step's context: services from its scope, values from its envelope.</summary>
internal sealed class ServiceStepContext(StepEnvironment environment, IServiceProvider services, Envelope envelope, ResumePoint? resumePoint, CancellationToken cancellationToken)
    : StepContext, IAsyncDisposable
{
    private readonly ChainRegistry _registry = environment.Registry;
    private List<object>? _created;
    private object? _instance;
    private EntryPoint? _running;
    private StepFutures? _futures;

    /// <summary>Whether the step may know that it is cancelled.</summary>
    public bool TokenWasTaken { get; private set; }

    /// <inheritdoc/>
    public override string Target => envelope.Header.Target;

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
    public override StepFutures Futures => _futures ??= NewFutures(envelope.Header.Id, call => TargetOf(call, _instance, _running), ReadSettled());

    /// <summary>What the step has started; null when it has not asked for anything of the kind.</summary>
    public StepFutures? UsedFutures => _futures;

    /// <summary>Gets the instance on which the step runs. At a start, its type may have a version of its own of what is called: then that is to run.</summary>
    public object? Bind(ref EntryPoint entryPoint)
    {
        _instance = Resolve(ref entryPoint);
        _running = entryPoint;
        return _instance;
    }

    /// <summary>Gets the instance on which an entry point runs. At a start, its type may have a version of its own of what is called: then that is to run.</summary>
    public object? Resolve(ref EntryPoint entryPoint)
    {
        if (entryPoint.Service is not { } service)
        {
            return null;
        }

        var instance = entryPoint.IsContract || service.IsAbstract ? services.GetRequiredService(environment.Handlers.ImplementationOf(service)) : Find(service) ?? Create(service);
        if (entryPoint.ResumePoint is null && _registry.TryFindImplementation(entryPoint.Id, instance.GetType(), out var start))
        {
            entryPoint = start;
        }
        else if (service.IsAbstract && !entryPoint.IsContract)
        {
            throw new InvalidOperationException($"'{entryPoint.Id}' is to run on what the services have for {service}, an object of {instance.GetType()}, which is not registered as a handler type.");
        }

        return instance;
    }

    /// <summary>What a call reaches that is made by what runs on an instance.</summary>
    public string TargetOf(ChainCall call, object? instance, EntryPoint? running) => _registry.TargetOf(call, instance, running);

    /// <summary>What an entry point starts and awaits later.</summary>
    /// <param name="messageId">The id of the envelope that it runs for.</param>
    /// <param name="targetOf">What its calls reach.</param>
    /// <param name="settled">The ends that it was resumed with.</param>
    public StepFutures NewFutures(string messageId, Func<ChainCall, string> targetOf, IReadOnlyDictionary<string, SettledFuture>? settled = null) =>
        new(messageId, settled ?? FrozenDictionary<string, SettledFuture>.Empty, _registry, environment.Committer.MaxEnvelopeBytes) { TargetOf = targetOf, TokenOf = TokenOf };

    /// <inheritdoc/>
    public override T Service<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() => _instance is T instance ? instance : FindOrCreate<T>();

    /// <inheritdoc/>
    public override T Arguments<T>(StateRead<T> read) => Read(envelope.Payload, "arguments", Target, read);

    /// <summary>The captured state of a frame that continues in this step.</summary>
    public T ReadState<T>(StepContext context, Frame frame, EntryPoint entryPoint, StateRead<T> read) =>
        Read(frame.State, "captured state", entryPoint.Id, read, entryPoint.ResumePoint!.TracksIdentity, context);

    /// <inheritdoc/>
    public override T State<T>(StateRead<T> read) => Read(
        envelope.Top?.State ?? throw new InvalidOperationException("A start has no captured state."), "captured state", Target, read, resumePoint is { TracksIdentity: true });

    /// <inheritdoc/>
    public override bool WaitsFor(Task? task) => task is not null && envelope.PayloadKind == PayloadKind.Result && Futures.IsPending(task);

    /// <inheritdoc/>
    public override Resumed Resumed() => new(envelope.PayloadKind == PayloadKind.Error ? ReadError() : null);

    /// <inheritdoc/>
    public override Resumed<T> Resumed<T>(Codec<T> codec) => envelope.PayloadKind == PayloadKind.Error
        ? new Resumed<T>(ReadError())
        : new Resumed<T>(ReadResult(codec));

    /// <summary>A handler's instance from this step's services.</summary>
    public T FindOrCreate<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class => (T)(Find(typeof(T)) ?? Create(typeof(T)));

    /// <summary>Disposes of the handlers that no service scope knows.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var created in _created ?? [])
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

    private CallbackToken TokenOf(string futureId, string valueType, TimeSpan timeout)
    {
        var now = environment.Clock.GetUtcNow();
        var expires = timeout == Timeout.InfiniteTimeSpan || timeout > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + timeout;
        return environment.Tokens.Create(new CallbackTicket(envelope.Header.ChainId, futureId, valueType, expires));
    }

    private object? Find(Type handler)
    {
        // An application that registers IPricing as Pricing, and Pricing not at all, means that instance.
        foreach (var contract in environment.Handlers.ContractsOf(handler))
        {
            if (services.GetService(contract) is { } instance && handler.IsInstanceOfType(instance))
            {
                return instance;
            }
        }

        return services.GetService(handler);
    }

    private object Create([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type handler)
    {
        if (handler.IsAbstract)
        {
            return services.GetRequiredService(handler);
        }

        var instance = ActivatorUtilities.CreateInstance(services, handler);
        if (instance is IAsyncDisposable or IDisposable)
        {
            (_created ??= []).Add(instance);
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
            throw Unreadable("ends of started calls", Target, exception);
        }
    }

    private Exception ReadError()
    {
        try
        {
            return ErrorReader.Read(envelope.Payload, _registry);
        }
        catch (Exception exception)
        {
            throw Unreadable("error", Target, exception);
        }
    }

    private T ReadResult<T>(Codec<T> codec)
    {
        try
        {
            var reader = ReaderOf(envelope.Payload, tracksIdentity: false, this);
            return codec.Read(ref reader);
        }
        catch (Exception exception)
        {
            throw Unreadable("result", Target, exception);
        }
    }

    private T Read<T>(ReadOnlyMemory<byte> value, string what, string target, StateRead<T> read, bool tracksIdentity = false, StepContext? context = null)
    {
        try
        {
            var reader = ReaderOf(value, tracksIdentity, context ?? this);
            return read(ref reader);
        }
        catch (Exception exception)
        {
            // Whatever a codec or a constructor has against the value: running the step again would not change it.
            throw Unreadable(what, target, exception);
        }
    }

    private StateReader ReaderOf(ReadOnlyMemory<byte> value, bool tracksIdentity, StepContext context)
    {
        var json = new Utf8JsonReader(value.Span, WireNames.ReaderOptions);
        json.Read();
        return new StateReader(json, tracksIdentity) { Registry = _registry, Step = context };
    }

    private static EnvelopeException Unreadable(string what, string target, Exception exception) =>
        new(DeadLetterKind.UnreadableState, $"The {what} for '{target}' cannot be read: {exception.Message}", exception);
}
