using System.Diagnostics.CodeAnalysis;
using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>What a generated entry point gets of the step it runs in: services, arguments or captured state, and the awaited result.</summary>
public abstract class StepContext
{
    /// <summary>The wire name or resume-point id that the step was called by: a handler's, or that of a contract member it implements.</summary>
    public abstract string Target { get; }

    /// <summary>Cancelled when the host stops and can wait no longer: what a handler's <see cref="System.Threading.CancellationToken"/> parameter gets in each step.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The handler's instance, from this step's service scope; created with its constructor's services when it is not registered.</summary>
    public abstract T Service<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class;

    /// <summary>What the step starts and awaits later.</summary>
    public abstract StepFutures Futures { get; }

    /// <summary>The arguments, at a start.</summary>
    public abstract T Arguments<T>(StateRead<T> read);

    /// <summary>The captured state, at a resume point.</summary>
    public abstract T State<T>(StateRead<T> read);

    /// <summary>At a resume point that joins: whether the step has to wait on, because what has ended is not yet enough for <paramref name="task"/> to end.</summary>
    public abstract bool WaitsFor(Task? task);

    /// <summary>The end of the await, at a resume point whose await has no result.</summary>
    public abstract Resumed Resumed();

    /// <summary>The end of the await, at a resume point.</summary>
    public abstract Resumed<T> Resumed<T>(Codec<T> codec);
}
