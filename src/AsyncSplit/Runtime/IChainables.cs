namespace AsyncSplit.Runtime;

/// <summary>The handlers, contracts and exceptions of one assembly. Generated once per assembly that has any.</summary>
public interface IChainables
{
    /// <summary>Adds them to <paramref name="registry"/>.</summary>
    void Register(ChainRegistry registry);
}

/// <summary>Tells where an assembly's <see cref="IChainables"/> is. Generated, as <see cref="ChainablesAttribute{T}"/>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public abstract class ChainablesAttribute : Attribute
{
    /// <summary>Creates the assembly's <see cref="IChainables"/>.</summary>
    public abstract IChainables Create();
}

/// <inheritdoc/>
public sealed class ChainablesAttribute<T> : ChainablesAttribute
    where T : IChainables, new()
{
    /// <inheritdoc/>
    public override IChainables Create() => new T();
}
