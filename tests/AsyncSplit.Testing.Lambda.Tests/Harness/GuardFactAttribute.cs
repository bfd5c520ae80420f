using AsyncSplit.Testing.Lambda.Environments;

namespace AsyncSplit.Testing.Lambda.Tests.Harness;

/// <summary>A fact about the guard, which is there only where processes can be given groups of their own.</summary>
internal sealed class GuardFactAttribute : FactAttribute
{
    public GuardFactAttribute()
    {
        if (!ProcessGroup.AreThere)
        {
            Skip = $"There is no {ProcessGroup.Setsid} on this machine, and without groups of processes no guard.";
        }
    }
}
