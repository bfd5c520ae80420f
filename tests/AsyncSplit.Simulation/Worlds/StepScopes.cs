using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>Notices that a step begins: each has a scope of its own.</summary>
internal sealed class StepScopes(IServiceScopeFactory scopes, Effects effects) : IServiceScopeFactory
{
    public IServiceScope CreateScope()
    {
        effects.Begin();
        return scopes.CreateScope();
    }
}
