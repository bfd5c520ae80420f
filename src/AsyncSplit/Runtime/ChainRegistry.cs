using System.Diagnostics.CodeAnalysis;
using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>The entry points and exception types that generated code knows. Filled by the generated <c>AddChainables()</c>; immutable afterwards by convention.</summary>
public sealed partial class ChainRegistry
{
    private readonly Dictionary<string, EntryPoint> _entryPoints = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Contract, Type Handler), EntryPoint> _implementations = [];
    private readonly Dictionary<string, ExceptionCodec> _exceptions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Codec> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, Codec> _valuesByType = [];

    /// <summary>Knows the framework's exceptions and nothing else.</summary>
    public ChainRegistry()
    {
        foreach (var codec in FrameworkExceptions.All)
        {
            AddException(codec);
        }
    }

    /// <summary>All entry points.</summary>
    public IReadOnlyCollection<EntryPoint> EntryPoints
    {
        get
        {
            AddInherited();
            return _entryPoints.Values;
        }
    }

    /// <summary>Adds the start of a handler.</summary>
    /// <param name="name">The wire name.</param>
    /// <param name="handler">The handler's type; null for a static handler.</param>
    /// <param name="result">The codec of its result; null where it has none.</param>
    /// <param name="run">Runs it up to its first boundaries.</param>
    /// <param name="implements">The wire names of the contract members it implements.</param>
    public void AddStart(
        string name, [DynamicallyAccessedMembers(EntryPoint.Created)] Type? handler, Codec? result, Func<StepContext, ValueTask<StepOutcome>> run, params string[] implements) =>
        AddStart(name, handler, result, run, null, implements);

    /// <inheritdoc cref="AddStart(string, Type?, Codec?, Func{StepContext, ValueTask{StepOutcome}}, string[])"/>
    public void AddStart(
        string name, [DynamicallyAccessedMembers(EntryPoint.Created)] Type? handler, Codec? result, Func<StepContext, StepOutcome> run, params string[] implements) =>
        AddStart(name, handler, result, run, null, implements);

    /// <inheritdoc cref="AddStart(string, Type?, Codec?, Func{StepContext, ValueTask{StepOutcome}}, string[])"/>
    /// <param name="name">The wire name.</param>
    /// <param name="handler">The handler's type; null for a static handler.</param>
    /// <param name="result">The codec of its result; null where it has none.</param>
    /// <param name="run">Runs it up to its first boundaries.</param>
    /// <param name="call">Makes a call of arguments in the parameters' order (without a <see cref="CancellationToken"/>), for callers that know it by name only.</param>
    /// <param name="implements">The wire names of the contract members it implements.</param>
    public void AddStart(
        string name,
        [DynamicallyAccessedMembers(EntryPoint.Created)] Type? handler,
        Codec? result,
        Func<StepContext, ValueTask<StepOutcome>> run,
        Func<object?[], ChainCall>? call,
        params string[] implements)
    {
        var entryPoint = new EntryPoint(name, handler, result, run) { Implements = implements, Call = call };
        Add(entryPoint);
        foreach (var contract in implements)
        {
            _implementations[(contract, handler!)] = entryPoint;
        }
    }

    /// <inheritdoc cref="AddStart(string, Type?, Codec?, Func{StepContext, ValueTask{StepOutcome}}, Func{object[], ChainCall}, string[])"/>
    public void AddStart(
        string name,
        [DynamicallyAccessedMembers(EntryPoint.Created)] Type? handler,
        Codec? result,
        Func<StepContext, StepOutcome> run,
        Func<object?[], ChainCall>? call,
        params string[] implements) =>
        AddStart(name, handler, result, step => new ValueTask<StepOutcome>(run(step)), call, implements);

    /// <summary>Adds the resume point after a boundary.</summary>
    /// <param name="point">Id, fingerprint, and whether it catches.</param>
    /// <param name="handler">The handler's type; null for a static handler.</param>
    /// <param name="result">The codec of the handler's result; null where it has none.</param>
    /// <param name="awaited">The codec of the awaited result; null where it has none.</param>
    /// <param name="run">Runs the rest of the handler up to the next boundaries.</param>
    public void AddResumePoint(
        ResumePoint point, [DynamicallyAccessedMembers(EntryPoint.Created)] Type? handler, Codec? result, Codec? awaited, Func<StepContext, ValueTask<StepOutcome>> run) =>
        Add(new EntryPoint(point.Id, handler, result, run) { ResumePoint = point, Awaited = awaited });

    /// <inheritdoc cref="AddResumePoint(ResumePoint, Type?, Codec?, Codec?, Func{StepContext, ValueTask{StepOutcome}})"/>
    public void AddResumePoint(
        ResumePoint point, [DynamicallyAccessedMembers(EntryPoint.Created)] Type? handler, Codec? result, Codec? awaited, Func<StepContext, StepOutcome> run) =>
        AddResumePoint(point, handler, result, awaited, step => new ValueTask<StepOutcome>(run(step)));

    /// <summary>Adds a contract member: calls the implementation that the services have for <paramref name="contract"/> as the plain method it is.</summary>
    /// <remarks>Where that implementation is a handler registered with <c>AddStart</c>, the handler's start runs instead.</remarks>
    public void AddContract(
        string name,
        [DynamicallyAccessedMembers(EntryPoint.Created)] Type contract,
        Codec? result,
        Func<StepContext, ValueTask<StepOutcome>> run,
        Func<object?[], ChainCall>? call = null) =>
        Add(new EntryPoint(name, contract, result, run) { IsContract = true, Call = call });

    /// <summary>Says how calls of a handler or contract member are made again when they throw.</summary>
    /// <param name="name">Its wire name; it has been added before.</param>
    /// <param name="retry">The attribute that it is marked with.</param>
    /// <exception cref="ArgumentException">The attribute says something that cannot be.</exception>
    public void AddRetry(string name, RetryAttribute retry)
    {
        ArgumentNullException.ThrowIfNull(retry);
        _entryPoints[name].Retry = RetryPolicy.Of(name, retry);
    }

    /// <summary>Adds an exception type that can be restored.</summary>
    public void AddException(ExceptionCodec codec) => _exceptions[codec.TypeName] = codec;

    /// <summary>Adds the type of a value that callbacks are completed with, or signals have: so that others can write it, and what they send is looked at before it is taken.</summary>
    /// <param name="name">What the type is called in tokens and captured state.</param>
    /// <param name="codec">Writes and reads it.</param>
    public void AddValue(string name, Codec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        _values[name] = codec;
        _valuesByType[codec.Type] = codec;
    }

    /// <summary>The codec that <see cref="AddValue"/> was called with; null for an unknown name.</summary>
    internal Codec? FindValue(string name) => _values.GetValueOrDefault(name);

    /// <summary>The codec of a type that is a value or result of something here, or a simple one.</summary>
    internal Codec<T>? FindValue<T>() =>
        (_valuesByType.GetValueOrDefault(typeof(T)) ?? EntryPoints.Select(entryPoint => entryPoint.Result).FirstOrDefault(result => result?.Type == typeof(T)) ?? SimpleValues.Find(typeof(T))) as Codec<T>;

    /// <summary>Finds an entry point by wire name or resume-point id.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out EntryPoint? entryPoint)
    {
        AddInherited();
        return _entryPoints.TryGetValue(id, out entryPoint);
    }

    /// <summary>Finds the handler by which <paramref name="implementation"/> implements a contract member, or overrides or inherits a handler of a class it is derived from.</summary>
    public bool TryFindImplementation(string contract, Type implementation, [NotNullWhen(true)] out EntryPoint? entryPoint)
    {
        AddInherited();
        return _implementations.TryGetValue((contract, implementation), out entryPoint);
    }

    /// <summary>Finds the codec of an exception type by its full name.</summary>
    public bool TryFindException(string typeName, [NotNullWhen(true)] out ExceptionCodec? codec) => _exceptions.TryGetValue(typeName, out codec);

    private void Add(EntryPoint entryPoint)
    {
        // The same registration may run twice, through two assemblies that both reference a third; two different handlers of one name may not.
        if (_entryPoints.TryGetValue(entryPoint.Id, out var present) && present.Service != entryPoint.Service)
        {
            throw new InvalidOperationException(
                $"Two handlers have the wire name '{entryPoint.Id}': one of {present.Service} and one of {entryPoint.Service}. Give one of them another with [Chainable(Name = \"…\")].");
        }

        _entryPoints[entryPoint.Id] = entryPoint;
    }
}
