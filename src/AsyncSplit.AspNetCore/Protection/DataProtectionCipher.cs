using System.Security.Cryptography;
using AsyncSplit.Protection;
using Microsoft.AspNetCore.DataProtection;

namespace AsyncSplit.AspNetCore.Protection;

/// <summary>Encrypts with the application's Data Protection keys, which rotate by themselves.</summary>
internal sealed class DataProtectionCipher(IDataProtectionProvider provider) : IEnvelopeCipher
{
    private readonly IDataProtector _protector = provider.CreateProtector("AsyncSplit.Envelopes.v1");

    public string Name => "dp1";

    public byte[] Encrypt(string purpose, ReadOnlySpan<byte> plain) => _protector.CreateProtector(purpose).Protect(plain.ToArray());

    public byte[]? TryDecrypt(string purpose, ReadOnlySpan<byte> encrypted)
    {
        try
        {
            return _protector.CreateProtector(purpose).Unprotect(encrypted.ToArray());
        }
        catch (CryptographicException)
        {
            // Its key is not known, or was revoked, or it was changed.
            return null;
        }
    }
}
