using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing;

/// <summary>Stands in until the runtime is merged, which brings the test host: take the other file in a merge.</summary>
public sealed class ChainTestHost : IAsyncDisposable
{
    public IEnumerable<string> EntryPoints => [];

    public static ChainTestHost Create(IEnumerable<Assembly> assemblies, Action<IServiceCollection>? configure = null) => new();

    public Task<T> RunAsync<T>(string handler, params object?[] args) => throw NotThere();

    public Task RunAsync(string handler, params object?[] args) => throw NotThere();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotImplementedException NotThere() => new("The test host comes with the runtime.");
}
