namespace AsyncSplit.Protection;

/// <summary>Encrypts what lies in queue and store with keys that are kept elsewhere: a key vault, ASP.NET Core Data Protection. Without one, the application's own keys encrypt.</summary>
/// <remarks>Every process of the application has the same. Its members may be called from several threads.</remarks>
public interface IEnvelopeCipher
{
    /// <summary>What its texts are recognised by: letters and digits. Another format has another name.</summary>
    string Name { get; }

    /// <summary>Encrypts, so that a change is noticed.</summary>
    /// <param name="purpose">What it is and whose: what is encrypted for one purpose cannot be decrypted for another.</param>
    /// <param name="plain">The bytes.</param>
    /// <returns>At most 256 bytes more than <paramref name="plain"/> has.</returns>
    byte[] Encrypt(string purpose, ReadOnlySpan<byte> plain);

    /// <summary>Decrypts.</summary>
    /// <returns>Null for what was not encrypted here, or for another purpose, or with a key that is not, or no longer, known.</returns>
    byte[]? TryDecrypt(string purpose, ReadOnlySpan<byte> encrypted);
}
