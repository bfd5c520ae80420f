namespace AsyncSplit;

/// <summary>
/// On a method with a body in a partial type: the method is a handler, split at its awaits into entry points.
/// On an interface member: the member is a contract, callable by message, whether its implementation is split or not.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChainableAttribute : Attribute
{
    /// <summary>The wire name, if it is not to be <c>Type.Method</c>. Envelopes in flight name it, so it outlives a renamed type or method.</summary>
    public string? Name { get; init; }
}
