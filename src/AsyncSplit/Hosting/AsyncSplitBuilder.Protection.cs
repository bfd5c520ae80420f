using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AsyncSplit.Hosting;

/// <content>The protection of what lies in queue and store. It stands before everything else that stores and transports are made of, in whichever order they are configured.</content>
public sealed partial class AsyncSplitBuilder
{
    private readonly Dictionary<Type, (ServiceDescriptor Plain, ServiceDescriptor Protected)> _protected = [];

    /// <summary>
    /// Signs envelopes, and what futures and signals bring, with the keys of <see cref="UseSigningKeys"/>: who can write to the queue can neither start nor forge steps. What is not signed becomes a dead letter
    /// (<see cref="DeadLetterKind.NotAuthentic"/>), and its chain goes on without it.
    /// </summary>
    /// <param name="stage">Where chains are in flight already, the stages come one after the other, each in all processes.</param>
    public AsyncSplitBuilder SignEnvelopes(EnvelopeProtectionStage stage = EnvelopeProtectionStage.Required) =>
        Protect(provider => new EnvelopeProtection(encrypts: false, stage, provider.GetService<ChainKeyRing>(), null));

    /// <summary>
    /// Encrypts envelopes, what futures and signals bring, and how chains end, with the keys of <see cref="UseSigningKeys"/>, so that nobody else reads or forges them. Ids, names, times and sizes stay readable. What only is
    /// signed is taken too.
    /// </summary>
    /// <inheritdoc cref="SignEnvelopes"/>
    public AsyncSplitBuilder EncryptEnvelopes(EnvelopeProtectionStage stage = EnvelopeProtectionStage.Required) =>
        Protect(provider => new EnvelopeProtection(encrypts: true, stage, provider.GetService<ChainKeyRing>(), null));

    /// <summary>Encrypts as <see cref="EncryptEnvelopes(EnvelopeProtectionStage)"/> does, with keys that are kept elsewhere.</summary>
    /// <param name="cipher">What encrypts. What was encrypted or signed with the keys of <see cref="UseSigningKeys"/> is still read, if there are any.</param>
    /// <param name="stage">Where chains are in flight already, the stages come one after the other, each in all processes.</param>
    public AsyncSplitBuilder EncryptEnvelopes(Func<IServiceProvider, IEnvelopeCipher> cipher, EnvelopeProtectionStage stage = EnvelopeProtectionStage.Required)
    {
        ArgumentNullException.ThrowIfNull(cipher);
        return Protect(provider => new EnvelopeProtection(encrypts: true, stage, provider.GetService<ChainKeyRing>(), cipher(provider)));
    }

    /// <summary>Puts the protection before what is registered now.</summary>
    internal void Protect()
    {
        if (Services.Any(static service => service.ServiceType == typeof(EnvelopeProtection)))
        {
            Decorate<IChainCommitter>(static (committer, protection) => new ProtectedCommitter(committer, protection));
            Decorate<IChainStore>(static (store, protection) => new ProtectedStore(store, protection));
        }
    }

    /// <summary>Takes it away again, so that more can be registered behind it.</summary>
    internal void Unprotect()
    {
        foreach (var (plain, decorated) in _protected.Values)
        {
            if (Services.Remove(decorated))
            {
                Services.Add(plain);
            }
        }

        _protected.Clear();
    }

    private AsyncSplitBuilder Protect(Func<IServiceProvider, EnvelopeProtection> protection)
    {
        Services.Replace(ServiceDescriptor.Singleton(protection));
        return this;
    }

    private void Decorate<T>(Func<T, EnvelopeProtection, T> decorate)
        where T : class
    {
        if (FactoryOf<T>() is not { } factory)
        {
            return;
        }

        var plain = Services.Last(static service => service.ServiceType == typeof(T) && !service.IsKeyedService);
        var decorated = ServiceDescriptor.Singleton(services => decorate(factory(services), services.GetRequiredService<EnvelopeProtection>()));
        Services.Remove(plain);
        Services.Add(decorated);
        _protected[typeof(T)] = (plain, decorated);
    }
}
