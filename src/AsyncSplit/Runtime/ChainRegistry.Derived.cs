using System.Diagnostics.CodeAnalysis;

namespace AsyncSplit.Runtime;

/// <content>Classes that inherit handlers: each inherited one gets entry points of its own, whose steps run on an instance of the class.</content>
public sealed partial class ChainRegistry
{
    private readonly Dictionary<Type, DerivedHandler> _derived = [];
    private readonly Dictionary<(string Handler, Type Type), EntryPoint> _versions = [];
    private readonly Lock _completing = new();
    private volatile bool _isComplete = true;

    /// <summary>Adds a class that is derived from one with handlers.</summary>
    /// <param name="handler">The class.</param>
    /// <param name="name">What its wire names begin with, for example <c>Orders</c>.</param>
    /// <param name="contracts">The wire names of contract members that inherited handlers implement for it, each followed by that of the handler.</param>
    /// <remarks>
    /// An inherited handler is called <c>Derived.Method</c>; one that the class overrides or hides, which it calls by <c>base.Method(…)</c>, is called <c>Derived:Base.Method</c>.
    /// What it inherits may be registered later, by another assembly.
    /// </remarks>
    public void AddDerived([DynamicallyAccessedMembers(EntryPoint.Created)] Type handler, string name, params string[] contracts)
    {
        _derived[handler] = new DerivedHandler(handler, name, contracts);
        _isComplete = false;
    }

    /// <summary>What a call reaches: on an object of a class, what its run-time type makes of it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="instance">On what the step runs, which may be a proxy of the services'.</param>
    /// <param name="running">The step's entry point.</param>
    internal string TargetOf(ChainCall call, object? instance, EntryPoint? running)
    {
        if (call.Receiver is not { } receiver)
        {
            return call.Target;
        }

        AddInherited();
        var type = ReferenceEquals(receiver, instance) ? running!.Service! : receiver.GetType();
        var found = call.IsOfBase
            ? _versions.TryGetValue((call.Target, type), out var target)
            : _implementations.TryGetValue((call.Target, type), out target) || (_entryPoints.TryGetValue(call.Target, out target) && target.Service == type);
        return found
            ? target!.Id
            : throw new InvalidOperationException(
                $"'{call.Target}' was called on an object of {type}, which is not registered as a handler type: a message cannot say that it is to run on such an object. Call it on an object of a class that AddChainables() knows, or through a contract.");
    }

    /// <summary>The resume point of a frame that a step leaves behind: that of the class on whose instance it runs.</summary>
    internal ResumePoint PointOf(CapturedState frame, EntryPoint? running) =>
        running?.Inherited is { } inherited ? _entryPoints[inherited.IdOf(frame.ResumePoint.Id)].ResumePoint! : frame.ResumePoint;

    private void AddInherited()
    {
        if (_isComplete)
        {
            return;
        }

        lock (_completing)
        {
            if (_isComplete)
            {
                return;
            }

            var own = _entryPoints.Values.Where(entryPoint => entryPoint is { Service: not null, IsContract: false, Inherited: null }).ToLookup(entryPoint => entryPoint.Service!);
            foreach (var derived in _derived.Values.OrderBy(derived => DepthOf(derived.Type)).ToList())
            {
                AddInherited(derived, own);
            }

            _isComplete = true;
        }
    }

    private void AddInherited(DerivedHandler derived, ILookup<Type, EntryPoint> own)
    {
        // What the class overrides itself, then what each class above overrides.
        var overridden = new HashSet<string>(own[derived.Type].SelectMany(entryPoint => entryPoint.Implements), StringComparer.Ordinal);
        foreach (var start in own[derived.Type].Where(entryPoint => entryPoint.ResumePoint is null))
        {
            AddNamesOfBases(start, start.Implements, derived.Type);
        }

        for (var type = derived.Type.BaseType; type is not null; type = type.BaseType)
        {
            foreach (var start in own[type].Where(entryPoint => entryPoint.ResumePoint is null))
            {
                string[] slots = overridden.Contains(start.Id) ? [] : [start.Id, .. start.Implements.Where(name => !IsContract(name))];
                string[] contracts = slots.Length == 0 ? [] : [.. derived.ContractsOf(start.Id)];
                var inherited = new InheritedHandler(derived.NameOf(start, _entryPoints), start.Id);
                var entryPoint = Inherit(start, derived, inherited, [.. slots, .. contracts]);
                _versions[(start.Id, derived.Type)] = entryPoint;
                foreach (var name in entryPoint.Implements)
                {
                    _implementations[(name, derived.Type)] = entryPoint;
                }

                AddNamesOfBases(entryPoint, slots, derived.Type);
                foreach (var point in own[type].Where(point => point.ResumePoint is not null && InheritedHandler.HandlerOf(point.Id) == start.Id))
                {
                    Inherit(point, derived, inherited, []);
                }
            }

            overridden.UnionWith(own[type].SelectMany(entryPoint => entryPoint.Implements));
        }
    }

    /// <summary>What a class between inherits under a name of its own is, on an object of <paramref name="type"/>, that type's.</summary>
    private void AddNamesOfBases(EntryPoint entryPoint, IEnumerable<string> slots, Type type)
    {
        foreach (var slot in slots)
        {
            for (var above = type.BaseType; above is not null; above = above.BaseType)
            {
                if (_implementations.TryGetValue((slot, above), out var inherited))
                {
                    _implementations[(inherited.Id, type)] = entryPoint;
                }
            }
        }
    }

    private EntryPoint Inherit(EntryPoint entryPoint, DerivedHandler derived, InheritedHandler inherited, string[] implements)
    {
        var id = inherited.IdOf(entryPoint.Id);
        var added = new EntryPoint(id, derived.Type, entryPoint.Result, entryPoint.Run)
        {
            Implements = implements,
            Call = entryPoint.Call is { } call ? values => new RenamedCall(call(values), id) : null,
            ResumePoint = entryPoint.ResumePoint is { } point ? point with { Id = id } : null,
            Awaited = entryPoint.Awaited,
            Retry = entryPoint.Retry,
            Inherited = inherited,
        };
        Add(added);
        return added;
    }

    private bool IsContract(string name) => _entryPoints.TryGetValue(name, out var entryPoint) && entryPoint.IsContract;

    private static int DepthOf(Type type) => type.BaseType is { } above ? DepthOf(above) + 1 : 0;
}
