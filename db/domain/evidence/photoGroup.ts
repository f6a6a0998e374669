/** Pictures further apart than this were taken on different occasions, in minutes. */
const occasionMinutes = 20;

/** Something that was taken at an instant, milliseconds UTC. */
interface Taken {
  at: number;
}

/** Pictures of one occasion, oldest first. */
export interface Occasion<Photo extends Taken> {
  from: number;
  to: number;
  photos: Photo[];
}

/** Occasions in the order of time: a new one begins where more than `minutes` lie between a picture and the one before it. */
export function occasionsOf<Photo extends Taken>(photos: readonly Photo[], minutes = occasionMinutes): Occasion<Photo>[] {
  const occasions: Occasion<Photo>[] = [];
  for (const photo of photos.toSorted((a, b) => a.at - b.at)) {
    const last = occasions.at(-1);
    if (last !== undefined && photo.at - last.to <= minutes * 60_000) {
      last.photos.push(photo);
      last.to = photo.at;
    } else occasions.push({ from: photo.at, to: photo.at, photos: [photo] });
  }
  return occasions;
}
