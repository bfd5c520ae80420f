using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Hosting;

/// <summary>What a deployed function starts with: its services. The one public class of the assembly that implements it is used, and needs a constructor without parameters.</summary>
public interface IFunctionStartup
{
    /// <summary>Adds the services, AsyncSplit with <c>AddAsyncSplitCore</c> among them. Called once per process.</summary>
    void Configure(IServiceCollection services);
}
