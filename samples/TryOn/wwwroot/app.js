const api = '/dressora';
const prompt = 'Dress the person in the first image in the garment from the second image. Keep the face, the pose and the background.';
const garments = [
  { name: 'coat', title: 'Trench coat' },
  { name: 'shirt', title: 'Striped shirt' },
  { name: 'dress', title: 'Summer dress' },
  { name: 'knit', title: 'Cable knit' },
];
const words = {
  Queued: 'Waiting for its turn', Running: 'Fitting the garment', Storing: 'Saving the picture',
  Succeeded: 'Done', Failed: 'Failed', Canceled: 'Canceled',
};
const movements = {
  Granted: 'Credits received', Frozen: 'Reserved for a try-on', Settled: 'Try-on charged',
  Released: 'Reservation returned', TimedOut: 'Reservation ran out', Expired: 'Credits expired',
};

const $ = id => document.getElementById(id);
const examplePhoto = { url: 'person.png', kept: true };
const state = { photo: examplePhoto, garment: null, own: null, job: null, followed: null, historyNext: null, entriesNext: null };
const originals = new Map(Object.entries(JSON.parse(localStorage.getItem('originals') ?? '{}')));

// The API

class Refusal extends Error {
  constructor(problem, status) {
    super(inWords(problem, status));
    this.code = problem?.code;
    this.status = status;
  }
}

function inWords(problem, status) {
  if (problem?.code === 'insufficient_credits') {
    return `This costs ${problem.needed} credits and you have ${problem.available}. Switch to another demo user for ten fresh ones.`;
  }
  if (problem?.errors?.length) return problem.errors.map(error => error.message).join(' ');
  return problem?.detail ?? `The server answered ${status}. Please try again.`;
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...options });
  } catch {
    throw new Refusal({ detail: 'The server cannot be reached. Please try again.' }, 0);
  }
  if (response.ok) return response;
  throw new Refusal(await response.json().catch(() => null), response.status);
}

const read = async path => (await call(path, { cache: 'no-cache' })).json();

const postJson = async (path, body, headers = {}) => (await call(path, {
  method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers },
})).json();

const sleep = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000));

// A submission whose answer got lost is sent again under its key: it is still one job.
async function submit(body) {
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
  for (let attempt = 1; ; attempt++) {
    try {
      return await postJson(`${api}/jobs`, body, { 'Idempotency-Key': key });
    } catch (problem) {
      if (problem.status !== 0 || attempt === 3) throw problem;
      await sleep(attempt);
    }
  }
}

// A picture is uploaded once and used again, as long as the server still has it.
async function upload(picture) {
  picture.upload ??= (async () => {
    const bytes = picture.file ?? await (await call(picture.url)).blob();
    return (await (await call(`${api}/uploads`, { method: 'POST', body: bytes })).json()).id;
  })();
  try {
    return await picture.upload;
  } catch (problem) {
    picture.upload = null;
    throw problem;
  }
}

async function requestOf(photo, garment) {
  const [person, cloth] = await Promise.all([upload(photo), upload(garment)]);
  return { prompt, inputs: [{ role: 'person', upload: person }, { role: 'garment', upload: cloth }], count: 1 };
}

// Trying on

async function tryOn(event) {
  event.preventDefault();
  const { photo, garment } = state;
  busy(true);
  say('');
  show({ status: 'Queued', progress: 0, results: [] }, photo.url);
  try {
    let job;
    try {
      job = await submit(await requestOf(photo, garment));
    } catch (problem) {
      if (problem.status !== 400 || !photo.used) throw problem;
      photo.upload = garment.upload = null; // They may have expired since they were last used.
      job = await submit(await requestOf(photo, garment));
    }
    photo.used = true;
    remember(job.id, photo);
    refreshMoney();
    await follow(job);
  } catch (problem) {
    show(null, photo.url);
    say(problem.message, 'bad');
  } finally {
    busy(false);
  }
}

const isDone = job => ['Succeeded', 'Failed', 'Canceled'].includes(job.status);

async function follow(job) {
  state.followed = job.id;
  let pause = 1;
  for (;;) {
    if (state.followed !== job.id) return;
    show(job, originals.get(job.id));
    if (isDone(job)) break;
    await sleep(Math.min(pause, 5));
    try {
      const response = await call(`${api}/jobs/${job.id}`, { cache: 'no-cache' });
      pause = Number(response.headers.get('Retry-After') ?? 1);
      job = await response.json();
    } catch (problem) {
      if (problem.status !== 0 && problem.status < 500) throw problem;
      pause = 3; // The job goes on without this page.
    }
  }
  state.followed = null;
  tell(job);
  await Promise.all([refreshMoney(), refreshHistory()]);
}

function tell(job) {
  if (job.status === 'Succeeded') say(`Done. It cost ${job.credits.charged} credits.`, 'good');
  else if (job.status === 'Failed') say(`${job.error?.message ?? 'It did not work.'} Nothing was charged.`, 'bad');
  else say('Canceled. Nothing was charged.');
}

async function cancel() {
  if (!state.job?.id) return;
  $('cancel').disabled = true;
  try {
    await call(`${api}/jobs/${state.job.id}/cancel`, { method: 'POST' });
    say('Asked to stop. If the picture is already paid for, you will still get it.');
  } catch (problem) {
    say(problem.message, 'bad');
    $('cancel').disabled = false;
  }
}

// The stage

function show(job, original) {
  if (job?.id !== state.job?.id) $('cancel').disabled = false;
  state.job = job;
  const result = job?.results[0];
  const working = job !== null && !isDone(job);
  $('original-figure').hidden = !original;
  $('pair').classList.toggle('alone', !original);
  if (original) setSource($('original'), original);
  $('result').hidden = !result;
  if (result) setSource($('result'), result.url);
  $('placeholder').hidden = Boolean(result);
  $('placeholder').textContent = working ? '' : job ? words[job.status] : 'The result appears here.';
  $('result-frame').classList.toggle('working', working);
  $('download').hidden = !result;
  if (result) {
    $('download').href = result.url;
    $('download').download = `${job.id}.png`;
  }
  $('progress').hidden = !working;
  $('cancel').hidden = !job?.id;
  if (working) {
    $('bar').value = job.progress;
    if ($('stage-word').textContent !== words[job.status]) $('stage-word').textContent = words[job.status];
  }
  for (const button of $('history').querySelectorAll('button')) button.ariaCurrent = String(button.dataset.id === job?.id);
}

function setSource(image, url) {
  if (image.getAttribute('src') !== url) image.src = url;
}

function say(text, kind = '') {
  $('status').textContent = text;
  $('status').className = `status ${kind}`;
}

function busy(is) {
  $('go').disabled = is;
}

// Only example photos outlive the page: a photo of the user's own is not kept in the browser.
function remember(id, photo) {
  originals.set(id, photo.url);
  if (photo.kept) {
    const kept = [...originals].filter(([, url]) => !url.startsWith('blob:')).slice(-50);
    localStorage.setItem('originals', JSON.stringify(Object.fromEntries(kept)));
  }
}

// Credits

async function refreshMoney() {
  const [balance, statement] = await Promise.all([read(`${api}/credits`), read(`${api}/credits/entries?limit=20`)]);
  $('balance').textContent = `${balance.available} credits`;
  $('balance').hidden = false;
  $('available').textContent = balance.available;
  $('held').textContent = balance.held ? `${balance.held} reserved` : '';
  $('grants').replaceChildren(...balance.grants.map(grantItem));
  $('entries').replaceChildren(...statement.items.map(entryRow));
  nextPage('entries', statement.next);
}

function grantItem(grant) {
  const meter = element('meter', { min: 0, max: grant.amount, value: grant.available, ariaLabel: `${grant.available} of ${grant.amount} left` });
  const reserved = grant.held ? ` · ${grant.held} reserved` : '';
  return element('li', {}, [
    element('div', { className: 'line' }, [
      element('span', { textContent: `${grant.available} of ${grant.amount}${reserved}` }),
      element('span', { textContent: grant.expiresAt ? `expires ${until(grant.expiresAt)}` : 'never expires', title: grant.expiresAt ? full(grant.expiresAt) : '' }),
    ]),
    meter,
  ]);
}

function entryRow(entry) {
  const change = entry.movements.reduce((sum, movement) => sum + movement.available, 0);
  const charged = entry.movements.reduce((sum, movement) => sum + movement.settled, 0);
  const note = entry.kind === 'Settled' ? `${charged} of the reserved credits used` : '';
  return element('tr', {}, [
    element('td', { textContent: full(entry.at) }),
    element('td', {}, [movements[entry.kind] ?? entry.kind, ...(note ? [element('small', { textContent: note })] : [])]),
    element('td', { className: `number ${change > 0 ? 'gain' : ''}`, textContent: signed(change) }),
    element('td', { className: 'number', textContent: entry.availableAfter }),
  ]);
}

// History

async function refreshHistory() {
  const page = await read(`${api}/jobs?limit=12`);
  $('history').replaceChildren(...page.items.map(historyItem));
  $('history-empty').hidden = page.items.length > 0;
  nextPage('history', page.next);
  return page.items;
}

function historyItem(job) {
  const result = job.results[0];
  const picture = result
    ? element('img', { className: 'thumb', src: result.url, alt: '', loading: 'lazy' })
    : element('span', { className: 'thumb', textContent: isDone(job) ? '✕' : '…', ariaHidden: 'true' });
  const button = element('button', { type: 'button' }, [
    picture,
    element('span', { className: 'what', textContent: result ? `${job.credits.charged} credits` : words[job.status] }),
    element('span', { className: 'when', textContent: full(job.createdAt) }),
  ]);
  button.dataset.id = job.id;
  button.ariaCurrent = String(state.job?.id === job.id);
  button.addEventListener('click', () => open(job));
  return element('li', {}, [button]);
}

async function open(job) {
  try {
    const fresh = await read(`${api}/jobs/${job.id}`);
    say('');
    $('studio').scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    if (isDone(fresh)) {
      state.followed = null;
      show(fresh, originals.get(fresh.id));
      tell(fresh);
    } else {
      await follow(fresh);
    }
  } catch (problem) {
    say(problem.message, 'bad');
  }
}

async function older(list, path, row) {
  const page = await read(`${path}&before=${encodeURIComponent(state[`${list}Next`])}`);
  $(list).append(...page.items.map(row));
  nextPage(list, page.next);
}

function nextPage(list, next) {
  state[`${list}Next`] = next;
  $(`${list}-more`).hidden = !next;
}

// Choosing

function buildRack() {
  const own = $('garment-drop');
  for (const garment of garments) {
    garment.url = `garments/${garment.name}.png`;
    own.before(hanger(garment));
  }
  choose(garments[0]);
}

function hanger(garment) {
  const radio = element('input', { type: 'radio', name: 'garment', className: 'hidden-input', value: garment.name });
  radio.addEventListener('change', () => choose(garment));
  garment.radio = radio;
  return element('label', { className: 'hanger' }, [
    radio,
    element('img', { src: garment.url, alt: '' }),
    element('span', { className: 'caption', textContent: garment.title }),
  ]);
}

function choose(garment) {
  state.garment = garment;
  garment.radio.checked = true;
}

function takePhoto(file) {
  state.photo = { file, url: URL.createObjectURL(file) };
  showPhoto();
}

function showPhoto() {
  setSource($('photo-preview'), state.photo.url);
  $('photo-reset').hidden = state.photo === examplePhoto;
  if (!state.followed) {
    show(null, state.photo.url);
    say('');
  }
}

function takeGarment(file) {
  const garment = { file, name: 'own', title: 'Your own', url: URL.createObjectURL(file) };
  state.own?.radio.closest('label').remove();
  state.own = garment;
  $('garment-drop').before(hanger(garment));
  choose(garment);
}

function acceptFiles(drop, input, take) {
  const first = files => {
    const file = files[0];
    if (!file) return;
    if (file.type.startsWith('image/')) take(file);
    else say('That is not an image.', 'bad');
  };
  input.addEventListener('change', () => {
    first(input.files);
    input.value = ''; // So that the same file can be chosen again.
  });
  drop.addEventListener('dragover', event => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    drop.classList.remove('over');
    first(event.dataTransfer.files);
  });
}

// Accounts

async function signIn(user) {
  await call('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ user }) });
  await enter();
}

async function enter() {
  state.followed = null;
  for (const picture of [examplePhoto, state.photo, ...garments, state.own]) {
    if (picture) picture.upload = picture.used = null; // Uploads belong to the user who made them.
  }
  $('user').value = (await read('/demo/user')).user ?? '';
  show(null, state.photo.url);
  say('');
  busy(false);
  const [, jobs] = await Promise.all([refreshMoney(), refreshHistory(), showPrice()]);
  const running = jobs.find(job => !isDone(job));
  if (running) follow(running).catch(problem => say(problem.message, 'bad'));
}

async function showPrice() {
  const quote = await postJson(`${api}/quotes`, { prompt, count: 1 }).catch(() => null);
  $('price').textContent = quote ? `· ${quote.total} credits` : '';
}

async function start() {
  buildRack();
  $('try-on').addEventListener('submit', tryOn);
  $('cancel').addEventListener('click', cancel);
  acceptFiles($('photo-drop'), $('photo'), takePhoto);
  acceptFiles($('garment-drop'), $('garment'), takeGarment);
  $('photo-reset').addEventListener('click', () => {
    state.photo = examplePhoto;
    showPhoto();
  });
  $('history-more').addEventListener('click', () => older('history', `${api}/jobs?limit=12`, historyItem).catch(complain));
  $('entries-more').addEventListener('click', () => older('entries', `${api}/credits/entries?limit=20`, entryRow).catch(complain));
  $('sign-in').addEventListener('submit', event => {
    event.preventDefault();
    signIn($('user').value).catch(complain);
  });

  try {
    const known = (await read('/demo/user')).user;
    await (known ? enter() : signIn('demo'));
  } catch (problem) {
    complain(problem.status === 404 ? new Error('Signing in for the demonstration is off outside Development.') : problem);
  }
}

function complain(problem) {
  $('notice').textContent = problem.message;
  $('notice').hidden = false;
}

// Small things

function element(name, properties = {}, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const signed = amount => amount > 0 ? `+${amount}` : amount < 0 ? `−${-amount}` : '–';

const full = date => new Date(date).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function until(date) {
  const days = (new Date(date) - Date.now()) / 86_400_000;
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  return Math.abs(days) >= 1 ? format.format(Math.round(days), 'day') : format.format(Math.round(days * 24), 'hour');
}

start();
