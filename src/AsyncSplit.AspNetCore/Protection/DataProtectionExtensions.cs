using AsyncSplit.AspNetCore.Protection;
using AsyncSplit.Hosting;
using AsyncSplit.Protection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore;

/// <summary>Encrypts what lies in queue and store with ASP.NET Core Data Protection.</summary>
public static class DataProtectionExtensions
{
    /// <summary>
    /// Encrypts envelopes as <see cref="AsyncSplitBuilder.EncryptEnvelopes(EnvelopeProtectionStage)"/> does, with the keys of <c>services.AddDataProtection()</c>, which all processes of the application have to share.
    /// Keys expire there and stay good for what was encrypted before; one that is revoked is not, and what it has encrypted becomes a dead letter.
    /// </summary>
    /// <param name="chains">The application's chains.</param>
    /// <param name="stage">Where chains are in flight already, the stages come one after the other, each in all processes.</param>
    public static AsyncSplitBuilder EncryptEnvelopesWithDataProtection(this AsyncSplitBuilder chains, EnvelopeProtectionStage stage = EnvelopeProtectionStage.Required)
    {
        ArgumentNullException.ThrowIfNull(chains);
        return chains.EncryptEnvelopes(static services => new DataProtectionCipher(services.GetRequiredService<IDataProtectionProvider>()), stage);
    }
}
