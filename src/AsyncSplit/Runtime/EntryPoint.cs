using System.Diagnostics.CodeAnalysis;
using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>One registered entry point: a handler's start, a resume point, or the invoker of a contract member whose implementation may be a plain method.</summary>
public sealed class EntryPoint
{
    // What trimming must leave of a handler's type, so that it can be created.
    internal const DynamicallyAccessedMemberTypes Created = DynamicallyAccessedMemberTypes.PublicConstructors;

    internal EntryPoint(string id, [DynamicallyAccessedMembers(Created)] Type? service, Codec? result, Func<StepContext, ValueTask<StepOutcome>> run)
    {
        Id = id;
        Service = service;
        Result = result;
        Run = run;
    }

    /// <summary>The wire name of a start or contract member (<c>Orders.PlaceAsync</c>), the id of a resume point (<c>Orders.PlaceAsync@ChargeAsync</c>).</summary>
    public string Id { get; }

    /// <summary>The type of which an instance is needed: the handler's or the contract's. Null for a static handler.</summary>
    [DynamicallyAccessedMembers(Created)]
    public Type? Service { get; }

    /// <summary>Writes the handler's result. Null where it has none.</summary>
    public Codec? Result { get; }

    /// <summary>Runs the step.</summary>
    public Func<StepContext, ValueTask<StepOutcome>> Run { get; }

    /// <summary>At a resume point: its id, fingerprint and whether it catches. Null at a start.</summary>
    public ResumePoint? ResumePoint { get; internal init; }

    /// <summary>At a resume point: writes and reads the awaited result. Null where the await has none.</summary>
    public Codec? Awaited { get; internal init; }

    /// <summary>At a start: the wire names of the contract members that the handler implements, and of the handlers that it overrides.</summary>
    public IReadOnlyList<string> Implements { get; internal init; } = [];

    /// <summary>At a start or contract member: how calls that throw are made again. Null where they are not.</summary>
    public RetryPolicy? Retry { get; internal set; }

    /// <summary>Whether this is a contract member's invoker.</summary>
    public bool IsContract { get; internal init; }

    /// <summary>On a class that inherits the handler: which it is. Null where the handler's own class has it.</summary>
    internal InheritedHandler? Inherited { get; init; }

    /// <summary>At a start or contract member: makes a call of arguments in the parameters' order. Null where generated code has not supplied it.</summary>
    public Func<object?[], ChainCall>? Call { get; internal init; }
}
